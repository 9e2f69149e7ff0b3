import { pipeline } from 'node:stream/promises';
import type { Writable } from 'node:stream';
import { stringify } from 'csv-stringify/sync';
import { slices, type Cell, type Row, type RowParts } from './rows.ts';

/** A new line, and full-width forms that spreadsheets read as the signs that begin a formula; the library knows the others. */
const WIDE_FORMULA = /^[\n\uff1d\uff0b\uff0d\uff20]/u;

const harmless = (cell: Cell): Cell =>
  typeof cell === 'string' && WIDE_FORMULA.test(cell) ? `'${cell}` : cell;

/**
 * Sends rows as a CSV that Excel in Mexico opens as it is: UTF-8 with its mark, commas, and no cell that begins a
 * formula. Rows leave as they are asked for.
 */
export async function sendCsv(
  to: Writable & { flush?: () => void },
  header: readonly string[],
  rows: RowParts,
): Promise<void> {
  // The heading leaves before the first row is looked for, also through a compression that would wait for more.
  to.write(`\ufeff${stringify([header], FORMAT)}`);
  to.flush?.();
  await pipeline(texts(rows), to);
}

/** The same as a text, for a file that goes into another one. */
export const csvText = (header: readonly string[], rows: readonly Row[]): string =>
  `\ufeff${textOf([header, ...rows])}`;

const FORMAT = { escape_formulas: true, record_delimiter: 'windows' } as const;

const textOf = (rows: readonly Row[]): string =>
  stringify(
    rows.map((row) => row.map(harmless)),
    FORMAT,
  );

async function* texts(parts: RowParts): AsyncGenerator<string> {
  for await (const rows of slices(parts)) yield textOf(rows);
}
