import { openPdf, type Pdf, type Structure } from '../certificates/pdf-file.ts';
import type { Block, Style, Typesetter } from '../certificates/typeset.ts';

/** An A4 sheet standing, in points. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 48;
const ROOM = WIDTH - 2 * MARGIN;
/** The name of a row takes this part of the width; the figures share the rest. */
const NAME = 0.3;
const GAP = 6;

const INK = '#241a20';
const SOFT = '#574a51';
const LINE = '#8a7b83';
const TEXT: Style = { size: 9.5, weight: 400, colour: INK };
const BOLD: Style = { ...TEXT, weight: 700 };
/** So small that the longest word of a heading stays in one piece above six columns. */
const HEAD: Style = { ...BOLD, size: 8.5 };
export const NOTE: Style = { size: 9, weight: 400, colour: SOFT };

/** A table as it stands on paper: every cell in words. */
export interface PaperTable {
  heads: readonly string[];
  rows: readonly (readonly string[])[];
  total: readonly string[] | null;
}

/** What a paper says before its text. */
export interface PaperHead {
  title: string;
  lang: 'es-MX' | 'en';
  made: Date;
}

/** Goes down the pages and begins a new one where there is no room. */
class Sheet {
  private y = MARGIN;
  private readonly pdf: Pdf;
  private readonly set: Typesetter;
  private readonly root: Structure;

  constructor(pdf: Pdf, set: Typesetter, root: Structure) {
    this.pdf = pdf;
    this.set = set;
    this.root = root;
  }

  private block(text: string, style: Style, width: number, tag: Block['tag'] = 'P'): Block {
    // The document says its language; only what differs says its own.
    return this.set.blockOf(text, style, width, { tag, lang: 'es-MX' });
  }

  private makeRoom(height: number): void {
    if (this.y + height <= HEIGHT - MARGIN) return;
    this.pdf.addPage();
    this.y = MARGIN;
  }

  heading(text: string, size: number, tag: 'H1' | 'H2' = 'H2'): void {
    this.text(text, { size, weight: 700, colour: INK }, tag);
  }

  text(text: string, style: Style, tag: Block['tag'] = 'P'): void {
    const block = this.block(text, style, ROOM, tag);
    if (tag !== 'P') this.y += GAP;
    this.makeRoom(block.height);
    this.set.draw(this.root, block, { x: MARGIN, y: this.y, width: ROOM, align: 'left' });
    this.y += block.height + GAP;
  }

  /** A table whose first column names its rows; the last row may be a total. */
  table({ heads, rows, total }: PaperTable): void {
    const element = this.pdf.struct('Table');
    this.root.add(element);
    this.y += GAP;
    this.row(element, heads, HEAD, 'Column');
    for (const row of rows) this.row(element, row, TEXT, 'Row');
    if (total !== null) this.row(element, total, BOLD, 'Row');
    element.end();
    this.y += GAP;
  }

  private row(
    table: Structure,
    cells: readonly string[],
    style: Style,
    scope: 'Row' | 'Column',
  ): void {
    const width = (place: number): number =>
      place === 0 ? ROOM * NAME : (ROOM * (1 - NAME)) / (cells.length - 1);
    const blocks = cells.map((cell, place) => this.block(cell, style, width(place) - GAP));
    const height = Math.max(...blocks.map((block) => block.height)) + GAP;
    this.makeRoom(height);
    const row = this.pdf.struct('TR');
    table.add(row);
    let x = MARGIN;
    for (const [place, block] of blocks.entries()) {
      const isHead = scope === 'Column' || place === 0;
      // The type package does not know the scope of a heading yet.
      const cell = this.pdf.struct(isHead ? 'TH' : 'TD', (isHead ? { scope } : {}) as object);
      row.add(cell);
      this.set.draw(cell, block, { x, y: this.y, width: width(place) - GAP, align: 'left' });
      cell.end();
      x += width(place);
    }
    row.end();
    this.pdf.markContent('Artifact', { type: 'Layout' });
    this.pdf
      .lineWidth(0.5)
      .strokeColor(LINE)
      .moveTo(MARGIN, this.y + height - GAP / 2)
      .lineTo(WIDTH - MARGIN, this.y + height - GAP / 2)
      .stroke();
    this.pdf.endMarkedContent();
    this.y += height;
  }
}

/** A tagged PDF of sheets under its title; `write` puts down what follows. */
export async function paperOf(
  { title, lang, made }: PaperHead,
  write: (sheet: Sheet) => void,
): Promise<Buffer> {
  const { pdf, set, finished } = await openPdf({
    title,
    lang,
    size: [WIDTH, HEIGHT],
    madeAt: made,
  });
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = new Sheet(pdf, set, root);
  sheet.heading(title, 18, 'H1');
  write(sheet);
  root.end();
  pdf.end();
  return finished;
}
