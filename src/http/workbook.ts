import type { Response } from 'express';
import { translator } from '../i18n/translate.ts';
import { sendCsv } from '../lib/csv.ts';
import { sendXlsx, type Definition, type Sheet } from '../lib/xlsx.ts';
import { attach } from './attach.ts';
import { visitOf } from './visit.ts';

/** Sends a table as a workbook while its rows are found; a second sheet says what it holds. */
export async function sendWorkbook(
  response: Response,
  table: Sheet,
  definitions: readonly Definition[],
): Promise<void> {
  const t = translator(visitOf(response).language);
  await sendXlsx(response, [
    table,
    {
      name: t('report.definitions'),
      columns: [
        { title: t('report.defined'), width: 28 },
        { title: t('report.definition'), width: 100 },
      ],
      rows: [definitions],
    },
  ]);
}

export type TableFormat = 'csv' | 'xlsx';

/** Sends a table as a file called after it and its day, while its rows are found: as CSV, or as a workbook that says what it holds. */
export async function sendTable(
  response: Response,
  { fileName, day, format }: { fileName: string; day: string; format: TableFormat },
  table: Sheet,
  definitions: readonly Definition[],
): Promise<void> {
  attach(response, fileName, format, day);
  if (format === 'xlsx') await sendWorkbook(response, table, definitions);
  else {
    const titles = table.columns.map(({ title }) => title);
    await sendCsv(response, titles, table.rows);
  }
}
