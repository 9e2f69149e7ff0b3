import type { Sheet } from '../../lib/xlsx.ts';
import { reportRows } from './rows.ts';
import { titleOf, type ReportTable } from './table.ts';

interface Texts {
  sheet: string;
  hidden: string;
  cutOffHead: string;
  cutOffDay: string;
}

/** The table of a report as a sheet: figures are numbers, what is hidden says so, and each row carries its cut-off. */
export const reportSheet = (table: ReportTable, texts: Texts): Sheet => ({
  name: texts.sheet,
  columns: [
    { title: table.groupLabel, width: 42 },
    ...table.columns.map((column) => ({
      title: titleOf(column),
      width: 16,
      holds: 'figures' as const,
    })),
    { title: texts.cutOffHead, width: 14, holds: 'days' },
  ],
  rows: [reportRows(table, texts)],
});
