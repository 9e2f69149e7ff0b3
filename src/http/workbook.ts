import type { Response } from 'express';
import { translator } from '../i18n/translate.ts';
import { sendXlsx, type Definition, type Sheet } from '../lib/xlsx.ts';
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
