import type PDFDocument from 'pdfkit';
import type { Localized } from '../../lib/localized.ts';
import { fontFile, WEIGHTS, type Alphabet, type Coverage } from './letters.ts';
import { qrPath, type QrPath } from './qr.ts';
import { fontName, typesetter, type Block, type Style, type Typesetter } from './typeset.ts';
import { drawWovenBorder, PAPER } from './woven-border.ts';
import type { CertificateWording } from './wording.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Structure = ReturnType<Pdf['struct']>;

const WIDTH = 841.89;
const HEIGHT = 595.28;
/** Inside the border, with air around the text. */
const BOX = { x: 92, y: 60, width: WIDTH - 184, height: HEIGHT - 120 };
const QR = 104;
const FOOT = 118;
const NAME_SIZES = [34, 31, 28, 25, 22, 20, 18, 16];
const COURSE_SIZES = [20, 18, 16, 14];

const INK = '#241a20';
const SOFT = '#574a51';
const PLUM = '#6a1b4d';
const RED = '#a3172a';

const ALPHABETS: readonly Alphabet[] = ['latin', 'latin-ext', 'vietnamese', 'greek', 'cyrillic'];

/** Which signs the files of the font have; read from them once in a process. */
const known = new Map<Alphabet, ReadonlySet<number>>();

function coverageOf(pdf: Pdf): Coverage {
  return (alphabet) => {
    let signs = known.get(alphabet);
    if (signs === undefined) {
      pdf.font(fontName(alphabet, 400));
      const { font } = (pdf as unknown as { _font: { font: { characterSet: number[] } } })._font;
      signs = new Set(font.characterSet);
      known.set(alphabet, signs);
    }
    return signs;
  };
}

/**
 * The certificate as a PDF for print and for screen readers (PDF/UA-1): tagged, titled, in Spanish with its English marked
 * as such, all fonts inside. `title` is what the reader's window shows. Text that the font cannot draw stays as text.
 */
export async function certificatePdf(
  wording: CertificateWording,
  { title, issuedAt }: { title: string; issuedAt: Date },
): Promise<Buffer> {
  const [{ default: Document }, qr] = await Promise.all([
    import('pdfkit'),
    qrPath(wording.checkUrl),
  ]);
  const pdf = new Document({
    autoFirstPage: false,
    pdfVersion: '1.7',
    // The type package does not know this one yet.
    subset: 'PDF/UA' as never,
    tagged: true,
    lang: 'es-MX',
    displayTitle: true,
    size: [WIDTH, HEIGHT],
    margin: 0,
    info: { Title: title, Author: 'Aula 1325', CreationDate: issuedAt, ModDate: issuedAt },
  });
  const chunks: Buffer[] = [];
  const finished = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => {
      resolve(Buffer.concat(chunks));
    });
    pdf.on('error', reject);
  });
  for (const alphabet of ALPHABETS) {
    for (const weight of WEIGHTS)
      pdf.registerFont(fontName(alphabet, weight), fontFile(alphabet, weight));
  }
  // Before the first page: it would otherwise refer to Helvetica, which is not embedded.
  pdf.font(fontName('latin', 400));
  pdf.addPage();

  drawBackground(pdf);
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const set = typesetter(pdf, coverageOf(pdf));
  drawBody(root, set, wording);
  drawFoot(pdf, root, set, wording, qr);
  root.end();
  pdf.end();
  return finished;
}

function drawBackground(pdf: Pdf): void {
  pdf.markContent('Artifact', { type: 'Layout' });
  pdf.rect(0, 0, WIDTH, HEIGHT).fill(PAPER);
  drawWovenBorder(pdf, { width: WIDTH, height: HEIGHT, margin: 20, tile: 17 });
  pdf.endMarkedContent();
}

/** Everything above the foot, centred in the height that is left for it. */
function drawBody(root: Structure, set: Typesetter, wording: CertificateWording): void {
  const room = BOX.height - FOOT;
  let blocks = bodyBlocks(set, wording, 1);
  for (let scale = 0.95; heightOf(blocks) > room && scale > 0.5; scale -= 0.05) {
    blocks = bodyBlocks(set, wording, scale);
  }
  let y = BOX.y + Math.max(0, (room - heightOf(blocks)) / 2);
  for (const { block, before } of blocks) {
    y += before;
    set.draw(root, block, { x: BOX.x, y, width: BOX.width, align: 'center' });
    y += block.height;
  }
}

interface Placed {
  block: Block;
  before: number;
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
  const fit = (text: string, sizes: readonly number[]): number =>
    set.fit(text, { size: 0, weight: 700, colour: INK }, sizes, BOX.width);

  put(wording.institution, { size: 12, weight: 700, colour: SOFT }, 0);
  put(wording.heading.es, { size: 30, weight: 700, colour: PLUM }, 6, { tag: 'H1' });
  put(wording.heading.en, { size: 12, colour: SOFT }, -2, { lang: 'en' });
  if (wording.demo !== null) {
    put(wording.demo.es, { size: 22, weight: 700, colour: RED }, 6);
    put(wording.demo.en, { size: 11, weight: 700, colour: RED }, 0, { lang: 'en' });
  }
  putBoth(wording.granted, 12, 12);
  put(wording.name, { size: fit(wording.name, NAME_SIZES), weight: 700 }, 8, { tag: 'H2' });
  putBoth(wording.forCourse, 12, 8);
  put(
    wording.course.es,
    { size: fit(wording.course.es, COURSE_SIZES), weight: 700, colour: PLUM },
    8,
  );
  put(wording.course.en, { size: 12, colour: SOFT }, 0, { lang: 'en' });
  putBoth(wording.hours, 12, 10);
  put(wording.facts.map(({ es }) => es).join('  ·  '), { size: 12 }, 6);
  put(wording.facts.map(({ en }) => en).join('  ·  '), { size: 10, colour: SOFT }, 0, {
    lang: 'en',
  });
  return blocks;
}

/** Dates, review and folio on the left; the code, where to check it, and the QR on the right. */
function drawFoot(
  pdf: Pdf,
  root: Structure,
  set: Typesetter,
  wording: CertificateWording,
  qr: QrPath,
): void {
  const top = BOX.y + BOX.height - QR;
  const [left, right] = [236, 280];
  const put = (
    texts: readonly [string, Partial<Style>, 'es-MX' | 'en'][],
    x: number,
    column: number,
  ): void => {
    const blocks = texts.map(([text, style, lang]) =>
      set.blockOf(text, { size: 10, weight: 400, colour: INK, ...style }, column, { lang }),
    );
    const air = (block: Block): number => (block.lang === 'en' ? 0 : 4);
    let y = top + QR - blocks.reduce((sum, block) => sum + air(block) + block.height, 0);
    for (const block of blocks) {
      y += air(block);
      set.draw(root, block, { x, y, width: column, align: 'left' });
      y += block.height;
    }
  };
  const pair = (text: Localized): [string, Partial<Style>, 'es-MX' | 'en'][] => [
    [text.es, {}, 'es-MX'],
    [text.en, { size: 9, colour: SOFT }, 'en'],
  ];
  put([...pair(wording.issued), ...pair(wording.validity), ...pair(wording.review)], BOX.x, left);
  put(
    [
      [wording.folio.es, {}, 'es-MX'],
      ...pair(wording.check),
      [wording.code, { size: 11, weight: 700 }, 'es-MX'],
    ],
    BOX.x + left + 16,
    right,
  );
  drawQr(pdf, root, wording, qr, { x: BOX.x + BOX.width - QR, y: top });
}

function drawQr(
  pdf: Pdf,
  root: Structure,
  { qrLabel, checkUrl }: CertificateWording,
  qr: QrPath,
  { x, y }: { x: number; y: number },
): void {
  const figure: { alt: string } = {
    alt: qrLabel.es,
    ...{ bbox: [x, y, x + QR, y + QR], placement: 'Block' },
  };
  const link = pdf.struct('Link');
  root.add(link);
  link.add(
    pdf.struct('Figure', figure, () => {
      pdf.save();
      pdf.translate(x, y).scale(QR / qr.size);
      pdf.path(qr.path).fill(INK);
      pdf.restore();
    }),
  );
  pdf.link(x, y, QR, QR, checkUrl, {
    structParent: link,
    Contents: new String(qrLabel.es),
  } as never);
  link.end();
}
