import type { Sheet } from '../../lib/xlsx.ts';
import { titleOf, type ReportTable } from './table.ts';

interface Texts {
  sheet: string;
  hidden: string;
  total: string;
}

/** The table of a report as a sheet: figures are numbers, and what is hidden says so. */
export const reportSheet = (table: ReportTable, { sheet, hidden, total }: Texts): Sheet => ({
  name: sheet,
  columns: [
    { title: table.groupLabel, width: 42 },
    ...table.columns.map((column) => ({
      title: titleOf(column),
      width: 16,
      holds: 'figures' as const,
    })),
  ],
  rows: [
    [...table.rows, { label: total, values: table.total }].map(({ label, values }) => [
      label,
      ...values.map((value) => value ?? hidden),
    ]),
  ],
});
