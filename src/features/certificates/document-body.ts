import type { Localized } from '../../lib/localized.ts';
import type { Pdf, Structure } from './pdf-file.ts';
import { BOX, FOOT, INK, PLUM, RED, SOFT, WIDTH } from './sheet.ts';
import type { Block, Style, Typesetter } from './typeset.ts';
import { drawEmblem, drawThread } from './woven-border.ts';
import type { CertificateWording } from './wording.ts';

const NAME_SIZES = [34, 31, 28, 25, 22, 20, 18, 16];
const COURSE_SIZES = [20, 18, 16, 14];
/** Air above the line that the foot begins with. */
const AIR = 8;

interface Ornament {
  draw: (pdf: Pdf) => void;
  units: { width: number; height: number };
  height: number;
}

interface Placed {
  block: Block | Ornament;
  before: number;
}

/** Draws an ornament in the middle of the page; readers of the text pass over it. */
function drawOrnament(pdf: Pdf, { draw, units, height }: Ornament, y: number): void {
  const scale = height / units.height;
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.save();
  pdf.translate((WIDTH - units.width * scale) / 2, y).scale(scale);
  draw(pdf);
  pdf.restore();
  pdf.endMarkedContent();
}

/** Everything above the foot, centred in the height that is left for it. */
export function drawBody(
  pdf: Pdf,
  root: Structure,
  set: Typesetter,
  wording: CertificateWording,
): void {
  const room = BOX.height - FOOT - AIR;
  let blocks = bodyBlocks(set, wording, 1);
  for (let scale = 0.95; heightOf(blocks) > room && scale > 0.5; scale -= 0.05) {
    blocks = bodyBlocks(set, wording, scale);
  }
  let y = BOX.y + Math.max(0, (room - heightOf(blocks)) / 2);
  for (const { block, before } of blocks) {
    y += before;
    if ('draw' in block) drawOrnament(pdf, block, y);
    else set.draw(root, block, { x: BOX.x, y, width: BOX.width, align: 'center' });
    y += block.height;
  }
}

const heightOf = (blocks: readonly Placed[]): number =>
  blocks.reduce((sum, { block, before }) => sum + before + block.height, 0);

function bodyBlocks(set: Typesetter, wording: CertificateWording, scale: number): Placed[] {
  const blocks: Placed[] = [];
  const put = (
    text: string,
    style: Partial<Style> & { size: number },
    before: number,
    options?: Partial<Pick<Block, 'tag' | 'lang'>>,
  ): void => {
    const whole = { weight: 400, colour: INK, ...style, size: style.size * scale } as const;
    blocks.push({ block: set.blockOf(text, whole, BOX.width, options), before: before * scale });
  };
  const putBoth = (text: Localized, size: number, before: number): void => {
    put(text.es, { size }, before);
    put(text.en, { size: size - 2, colour: SOFT }, 0, { lang: 'en' });
  };
  const ornament = (
    draw: Ornament['draw'],
    units: Ornament['units'],
    height: number,
    before: number,
  ): void => {
    blocks.push({ block: { draw, units, height: height * scale }, before: before * scale });
  };
  const fit = (text: string, sizes: readonly number[]): number =>
    set.fit(text, { size: 0, weight: 700, colour: INK }, sizes, BOX.width);

  ornament(drawEmblem, { width: 72, height: 72 }, 40, 0);
  put(wording.institution, { size: 12, weight: 700, colour: SOFT }, 4);
  put(wording.heading.es, { size: 26, weight: 700, colour: PLUM }, 2, { tag: 'H1' });
  put(wording.heading.en, { size: 12, colour: SOFT }, -2, { lang: 'en' });
  if (wording.demo !== null) {
    put(wording.demo.es, { size: 20, weight: 700, colour: RED }, 3);
    put(wording.demo.en, { size: 11, weight: 700, colour: RED }, 0, { lang: 'en' });
  }
  putBoth(wording.granted, 12, 6);
  put(wording.name, { size: fit(wording.name, NAME_SIZES), weight: 700 }, 3, { tag: 'H2' });
  ornament(drawThread, { width: 240, height: 12 }, 9, 4);
  putBoth(wording.forCourse, 12, 6);
  put(
    wording.course.es,
    { size: fit(wording.course.es, COURSE_SIZES), weight: 700, colour: PLUM },
    5,
  );
  put(wording.course.en, { size: 12, colour: SOFT }, 0, { lang: 'en' });
  putBoth(wording.hours, 12, 6);
  put(wording.facts.map(({ es }) => es).join('  ·  '), { size: 12 }, 2);
  put(wording.facts.map(({ en }) => en).join('  ·  '), { size: 10, colour: SOFT }, 0, {
    lang: 'en',
  });
  return blocks;
}
