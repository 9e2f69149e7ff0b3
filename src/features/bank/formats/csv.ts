import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
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
import { guessMapping, type Sheet } from './sheet.ts';
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

const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;
const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

/** The table of a CSV file, whatever cuts its cells. */
export function csvSheet(text: string): Sheet | { reason: Remark; row: number } {
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    return { name: null, rows: rows.map((row) => row.map(unguarded)) };
  } catch (error) {
    const row = error instanceof Error && 'lines' in error ? Number(error.lines) : 1;
    return { reason: remark('formats.problem.csv'), row };
  }
}

/** The sign that stands most often in the first lines, quoted cells aside. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000).replace(/"[^"]*"/g, '');
  const count = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
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
