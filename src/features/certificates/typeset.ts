import type PDFDocument from 'pdfkit';
import { runsOf, type Alphabet, type Coverage, type Run, type Weight } from './letters.ts';

type Pdf = InstanceType<typeof PDFDocument>;
type Structure = ReturnType<Pdf['struct']>;

/** How a stretch of text looks. */
export interface Style {
  size: number;
  weight: Weight;
  colour: string;
}

/** Lines of one paragraph, measured and ready to draw. */
export interface Block {
  lines: Run[][];
  style: Style;
  height: number;
  tag: 'H1' | 'H2' | 'P';
  lang: 'es-MX' | 'en';
}

const LEADING = 1.25;
const BOX = 0.55;
const graphemes = new Intl.Segmenter('es', { granularity: 'grapheme' });

export const fontName = (alphabet: Alphabet, weight: Weight): string =>
  `noto-${alphabet}-${String(weight)}`;

/** Measures, breaks and draws text in an open document whose fonts are registered under `fontName`. */
export const typesetter = (pdf: Pdf, coverage: Coverage) => {
  const use = ({ alphabet }: Run, { weight, size }: Style): void => {
    pdf.font(fontName(alphabet, weight)).fontSize(size);
  };

  const widthOfRun = (run: Run, style: Style): number => {
    if (run.by === 'box') return style.size * (BOX + 0.1);
    use(run, style);
    return pdf.widthOfString(run.text);
  };

  const widthOf = (runs: readonly Run[], style: Style): number =>
    runs.reduce((sum, run) => sum + widthOfRun(run, style), 0);

  /** Widths grow with the size, so each word is measured once, at size 1, however often lines are tried. */
  const atSizeOne = new Map<string, number>();
  const measure = (word: string, { weight, colour, size }: Style): number => {
    const key = `${String(weight)} ${word}`;
    let width = atSizeOne.get(key);
    if (width === undefined) {
      width = widthOf(runsOf(word, coverage), { weight, colour, size: 1 });
      atSizeOne.set(key, width);
    }
    return width * size;
  };

  /** Breaks between words; a word wider than the line breaks between letters. */
  const breakLines = (text: string, style: Style, width: number): string[] => {
    const space = measure(' ', style);
    const lines: { text: string; width: number }[] = [];
    for (const word of text.split(/\s+/).flatMap((whole) => pieces(whole, style, width))) {
      const wide = measure(word, style);
      const line = lines.at(-1);
      if (line === undefined || line.width + space + wide > width) {
        lines.push({ text: word, width: wide });
      } else {
        line.text += ` ${word}`;
        line.width += space + wide;
      }
    }
    return lines.map((line) => line.text);
  };

  const pieces = (word: string, style: Style, width: number): string[] => {
    if (measure(word, style) <= width) return [word];
    const made: string[] = [];
    let room = 0;
    for (const { segment } of graphemes.segment(word)) {
      const wide = measure(segment, style);
      const last = made.pop();
      if (last === undefined || wide > room) {
        if (last !== undefined) made.push(last);
        made.push(segment);
        room = width;
      } else {
        made.push(last + segment);
      }
      room -= wide;
    }
    return made;
  };

  /** The same number of lines, as even as they can be; no word is cut for that. */
  const balanced = (text: string, style: Style, width: number): string[] => {
    let best = breakLines(text, style, width);
    const longest = Math.max(...text.split(/\s+/).map((word) => measure(word, style)));
    const least = Math.max(width / 2, longest);
    for (let narrower = width * 0.95; narrower >= least; narrower *= 0.95) {
      const lines = breakLines(text, style, narrower);
      if (lines.length > best.length) break;
      best = lines;
    }
    return best;
  };

  const blockOf = (
    text: string,
    style: Style,
    width: number,
    { tag = 'P', lang = 'es-MX' }: Partial<Pick<Block, 'tag' | 'lang'>> = {},
  ): Block => {
    const lines = balanced(text, style, width).map((line) => runsOf(line, coverage));
    return { lines, style, tag, lang, height: lines.length * style.size * LEADING };
  };

  return {
    blockOf,

    /** How wide a word or a space is. */
    measure,

    /** Words, none of them wider than so much: what is wider is cut between letters. */
    pieces,

    /** Draws a stretch of text that was measured, its baseline at `baseline`, as part of a structure element. */
    drawText(
      parent: Structure,
      text: string,
      style: Style,
      { x, baseline }: { x: number; baseline: number },
    ): void {
      drawLine(parent, runsOf(text, coverage), style, x, baseline, false);
    },

    /** Draws a stretch of text outside the structure, inside an artifact of the caller's. */
    paint(text: string, style: Style, { x, baseline }: { x: number; baseline: number }): void {
      let at = x;
      for (const run of runsOf(text, coverage)) {
        drawRun(run, style, at, baseline);
        at += widthOfRun(run, style);
      }
    },

    /** The largest size, from `sizes` down, in which the text takes at most two lines; the last one whatever it takes. */
    fit(text: string, style: Style, sizes: readonly number[], width: number): number {
      return (
        sizes.find((size) => breakLines(text, { ...style, size }, width).length <= 2) ??
        sizes.at(-1) ??
        style.size
      );
    },

    /** Draws a block as a structure element, `left` aligned or centred on a width, its top at `y`. */
    draw(
      parent: Structure,
      block: Block,
      { x, y, width, align }: { x: number; y: number; width: number; align: 'left' | 'center' },
    ): void {
      const element = pdf.struct(block.tag, block.lang === 'en' ? { lang: 'en' } : {});
      parent.add(element);
      block.lines.forEach((line, index) => {
        const indent = align === 'center' ? (width - widthOf(line, block.style)) / 2 : 0;
        const baseline = y + (index + 0.8) * block.style.size * LEADING;
        drawLine(element, line, block.style, x + indent, baseline, index + 1 < block.lines.length);
      });
      element.end();
    },
  };

  function drawLine(
    parent: Structure,
    line: readonly Run[],
    style: Style,
    from: number,
    baseline: number,
    goesOn: boolean,
  ): void {
    let x = from;
    line.forEach((run, index) => {
      const at = x;
      x += widthOfRun(run, style);
      // The space at the end of a line that goes on keeps words apart for those who listen.
      const text = goesOn && index === line.length - 1 ? `${run.text} ` : run.text;
      const paint = (): void => {
        drawRun({ ...run, text }, style, at, baseline);
      };
      if (run.actual === null) parent.add(paint);
      else parent.add(pdf.struct('Span', { actual: run.actual }, paint));
    });
  }

  function drawRun(run: Run, style: Style, x: number, baseline: number): void {
    pdf.fillColor(style.colour);
    if (run.by === 'box') {
      const side = style.size * BOX;
      pdf
        .lineWidth(style.size / 18)
        .strokeColor(style.colour)
        .rect(x + style.size * 0.05, baseline - side, side, side)
        .stroke();
      return;
    }
    use(run, style);
    pdf.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic' });
    if (run.by === 'line-below') {
      const width = pdf.widthOfString(run.text.trimEnd());
      pdf.rect(x + width * 0.15, baseline + style.size * 0.14, width * 0.7, style.size / 14).fill();
    }
  }
};
export type Typesetter = ReturnType<typeof typesetter>;
