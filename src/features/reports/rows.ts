import type { ReportTable } from './table.ts';

/** The rows of a report, its total last; each carries the cut-off. */
export const reportRows = (
  table: ReportTable,
  texts: { hidden: string; total: string; cutOffDay: string },
): (string | number)[][] =>
  [...table.rows, { label: texts.total, values: table.total }].map(({ label, values }) => [
    label,
    ...values.map((value) => value ?? texts.hidden),
    texts.cutOffDay,
  ]);
