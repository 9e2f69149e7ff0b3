import { stringify } from 'csv-stringify/sync';
import { csvTable, guarded } from '../../../lib/csv-table.ts';
import { refused, tooLarge } from './collect.ts';
import { textOf } from './decode.ts';
import {
  remark,
  type BankItem,
  type Format,
  type ReadOptions,
  type ReadResult,
  type Remark,
} from './format.ts';
import { guessMapping, MOST_COLUMNS, type Sheet } from './sheet.ts';
import { readSheets } from './sheet-read.ts';
import { tableOf } from './sheet-write.ts';

/**
 * CSV with the columns of our Spanish template: UTF-8 with its mark and commas, as Excel in Mexico opens it. Any other
 * table is read as `guessMapping` understands it. A cell that would begin a formula begins with an apostrophe, which
 * reading takes away.
 */
export const csv: Format = {
  name: 'csv',
  extension: 'csv',
  mediaType: 'text/csv; charset=utf-8',
  read,
  write: (items) => ({ chunks: pieces(items), notes: [] }),
};

/** The table of a CSV file, whatever cuts its cells. */
export function csvSheet(text: string): Sheet | { reason: Remark; row: number } {
  const rows = csvTable(text);
  if (!Array.isArray(rows)) return { reason: remark('formats.problem.csv'), row: rows.row };
  const wide = rows.findIndex((row) => row.slice(MOST_COLUMNS).some((cell) => cell.trim() !== ''));
  if (wide !== -1) return { reason: remark('formats.problem.tooWide'), row: wide + 1 };
  return { name: null, rows: rows.map((row) => row.slice(0, MOST_COLUMNS)) };
}

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const text = textOf(input);
  if (text === null) return tooLarge();
  const sheet = csvSheet(text);
  if ('reason' in sheet)
    return refused(sheet.reason, { unit: 'row', number: sheet.row, sheet: null });
  return readSheets([{ sheet, mapping: guessMapping(sheet) }], options);
}

/** Rows that leave together. */
const TOGETHER = 500;

async function* pieces(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
): AsyncGenerator<string> {
  const table = await tableOf(items);
  yield '\ufeff';
  for (let at = 0; at < table.length; at += TOGETHER) {
    const rows = table.slice(at, at + TOGETHER).map((row) => row.map(guarded));
    yield stringify(rows, { record_delimiter: 'windows', quoted_match: /[\r\n|;\t]/ });
  }
}
