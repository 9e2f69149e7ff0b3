import type { ReportTable } from './table.ts';

/** The rows of a report, its total last; each carries the cut-off. */
export function* reportRows(
  table: ReportTable,
  texts: { hidden: string; total: string; cutOffDay: string },
): Generator<readonly (string | number)[]> {
  for (const { label, values } of [...table.rows, { label: texts.total, values: table.total }]) {
    yield [label, ...values.map((value) => value ?? texts.hidden), texts.cutOffDay];
  }
}
