import type { ReportTable } from './table.ts';

/** The rows of a report, its total last; each carries its cut-off. */
export const reportRows = (
  { rows, total }: ReportTable,
  texts: { hidden: string; cutOffDay: string },
): (string | number)[][] =>
  [...rows, total].map(({ label, values, since }) => [
    label,
    ...values.map((value) => value ?? texts.hidden),
    since ?? texts.cutOffDay,
  ]);
