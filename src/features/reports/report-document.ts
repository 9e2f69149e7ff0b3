import { NOTE, paperOf, type PaperHead } from './sheet.ts';
import { titleOf, type ReportTable, type TableLine, type Value } from './table.ts';

/** Everything that the printed report says, in one language. */
export interface ReportDocument extends PaperHead {
  table: ReportTable;
  hidden: string;
  definitionsTitle: string;
  /** A figure and what it counts. */
  definitions: readonly (readonly [string, string])[];
  /** Cut-off, scope, source, and what is hidden. */
  notes: readonly string[];
}

/** The completion report for print and for screen readers: the same table as on the page, its definitions and notes. */
export const reportPdf = (report: ReportDocument): Promise<Buffer> =>
  paperOf(report, (sheet) => {
    for (const note of report.notes) sheet.text(note, NOTE);
    const numbers = new Intl.NumberFormat(report.lang === 'en' ? 'en-GB' : 'es-MX');
    const inWords = (value: Value): string =>
      typeof value === 'number' ? numbers.format(value) : (value ?? report.hidden);
    const said = ({ dated, values }: TableLine): string[] => [dated, ...values.map(inWords)];
    const { table } = report;
    sheet.table({
      heads: [table.groupLabel, ...table.columns.map(titleOf)],
      rows: table.rows.map(said),
      total: said(table.total),
    });
    sheet.heading(report.definitionsTitle, 13);
    for (const [name, what] of report.definitions) sheet.text(`${name}: ${what}`, NOTE);
  });
