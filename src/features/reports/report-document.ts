import { openPdf } from '../certificates/pdf-file.ts';
import { HEIGHT, INK, NOTE, Sheet, WIDTH } from './sheet.ts';
import { titleOf, type ReportTable, type Value } from './table.ts';

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
  const sheet = new Sheet(pdf, set, root);
  sheet.text(report.title, { size: 18, weight: 700, colour: INK }, 'H1');
  for (const note of report.notes) sheet.text(note, NOTE);
  const numbers = new Intl.NumberFormat(report.lang === 'en' ? 'en-GB' : 'es-MX');
  const said = (value: Value): string =>
    typeof value === 'number' ? numbers.format(value) : (value ?? report.hidden);
  const { table } = report;
  sheet.table({
    heads: [table.groupLabel, ...table.columns.map(titleOf)],
    rows: table.rows.map(({ label, values }) => [label, ...values.map(said)]),
    total: [report.total, ...table.total.map(said)],
  });
  sheet.text(report.definitionsTitle, { size: 13, weight: 700, colour: INK }, 'H2');
  for (const [name, what] of report.definitions) sheet.text(`${name}: ${what}`, NOTE);
  root.end();
  pdf.end();
  return finished;
}
