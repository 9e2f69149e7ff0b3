import { pipeline } from 'node:stream/promises';
import { Readable, type Writable } from 'node:stream';
import { stringify } from 'csv-stringify';
import { stringify as stringifyNow } from 'csv-stringify/sync';

type Row = readonly (string | number)[];

/** Full-width forms that spreadsheets read as the signs that begin a formula. */
const WIDE_FORMULA = /^[\uff1d\uff0b\uff0d\uff20]/u;

const harmless = (cell: string | number): string | number =>
  typeof cell === 'string' && WIDE_FORMULA.test(cell) ? `'${cell}` : cell;

/**
 * Sends rows as a CSV that Excel in Mexico opens as it is: UTF-8 with its mark, commas, and no cell that begins a
 * formula. Rows leave as they are asked for.
 */
export async function sendCsv(
  to: Writable & { flush?: () => void },
  header: readonly string[],
  rows: Iterable<Row> | AsyncIterable<Row>,
): Promise<void> {
  // The heading leaves before the first row is looked for, also through a compression that would wait for more.
  to.write(`\ufeff${stringifyNow([header], FORMAT)}`);
  to.flush?.();
  await pipeline(Readable.from(cells(rows)), stringify(FORMAT), to);
}

/** The same as a text, for a file that goes into another one. */
export const csvText = (header: readonly string[], rows: readonly Row[]): string =>
  `\ufeff${stringifyNow(
    [header, ...rows].map((row) => row.map(harmless)),
    FORMAT,
  )}`;

const FORMAT = { escape_formulas: true, record_delimiter: 'windows' } as const;

async function* cells(
  rows: Iterable<Row> | AsyncIterable<Row>,
): AsyncGenerator<(string | number)[]> {
  for await (const row of rows) yield row.map(harmless);
}
