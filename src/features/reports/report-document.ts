import { openPdf, type Pdf, type Structure } from '../certificates/pdf-file.ts';
import type { Block, Style, Typesetter } from '../certificates/typeset.ts';
import { titleOf, type ReportTable } from './table.ts';

/** Everything that the printed report says, in one language. */
export interface ReportDocument {
  title: string;
  lang: 'es-MX' | 'en';
  table: ReportTable;
  hidden: string;
  total: string;
  definitionsTitle: string;
  /** A figure and what it counts. */
  definitions: readonly (readonly [string, string])[];
  /** Cut-off, scope, source, and what is hidden. */
  notes: readonly string[];
  made: Date;
}

/** An A4 sheet standing, in points. */
const WIDTH = 595.28;
const HEIGHT = 841.89;
const MARGIN = 48;
const ROOM = WIDTH - 2 * MARGIN;
/** The name of a row takes this part of the width; the figures share the rest. */
const NAME = 0.34;
const GAP = 6;

const INK = '#241a20';
const SOFT = '#574a51';
const LINE = '#8a7b83';
const TEXT: Style = { size: 9.5, weight: 400, colour: INK };
const HEAD: Style = { ...TEXT, weight: 700 };
const NOTE: Style = { size: 9, weight: 400, colour: SOFT };

/** The completion report for print and for screen readers: the same table as on the page, its definitions and notes. */
export async function reportPdf(report: ReportDocument): Promise<Buffer> {
  const { pdf, set, finished } = await openPdf({
    title: report.title,
    lang: report.lang,
    size: [WIDTH, HEIGHT],
    madeAt: report.made,
  });
  pdf.addPage();
  const root = pdf.struct('Document');
  pdf.addStructure(root);
  const sheet = new Sheet(pdf, set, root, report.lang);
  sheet.text(report.title, { size: 18, weight: 700, colour: INK }, 'H1');
  for (const note of report.notes) sheet.text(note, NOTE);
  sheet.table(report);
  sheet.text(report.definitionsTitle, { size: 13, weight: 700, colour: INK }, 'H2');
  for (const [name, what] of report.definitions) sheet.text(`${name}: ${what}`, NOTE);
  root.end();
  pdf.end();
  return finished;
}

/** Goes down the pages and begins a new one where there is no room. */
class Sheet {
  private y = MARGIN;
  private readonly pdf: Pdf;
  private readonly set: Typesetter;
  private readonly root: Structure;
  private readonly lang: 'es-MX' | 'en';

  constructor(pdf: Pdf, set: Typesetter, root: Structure, lang: 'es-MX' | 'en') {
    this.pdf = pdf;
    this.set = set;
    this.root = root;
    this.lang = lang;
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

  text(text: string, style: Style, tag: Block['tag'] = 'P'): void {
    const block = this.block(text, style, ROOM, tag);
    if (tag !== 'P') this.y += GAP;
    this.makeRoom(block.height);
    this.set.draw(this.root, block, { x: MARGIN, y: this.y, width: ROOM, align: 'left' });
    this.y += block.height + GAP;
  }

  table({ table, hidden, total }: ReportDocument): void {
    const element = this.pdf.struct('Table');
    this.root.add(element);
    this.y += GAP;
    this.row(element, [table.groupLabel, ...table.columns.map(titleOf)], HEAD, 'Column');
    const numbers = new Intl.NumberFormat(this.lang === 'en' ? 'en-GB' : 'es-MX');
    const said = (value: number | null): string =>
      value === null ? hidden : numbers.format(value);
    for (const { label, values } of table.rows)
      this.row(element, [label, ...values.map(said)], TEXT, 'Row');
    this.row(element, [total, ...table.total.map(said)], HEAD, 'Row');
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
