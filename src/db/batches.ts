import type { Knex } from 'knex';

export type Row = Record<string, unknown>;

/** What one statement may carry: SQLite refuses more than a few hundred rows in one insert. */
export const BATCH = 200;

/**
 * The rows of a query in the order of a unique key, some at a time: each page begins after the last key of the one before,
 * so that memory and time for a page stay the same however many rows there are.
 */
export async function* batches(
  query: Knex.QueryBuilder,
  key: readonly string[],
  size = BATCH,
): AsyncGenerator<Row[]> {
  const names = key.map(() => '??').join(', ');
  const marks = key.map(() => '?').join(', ');
  const nameOf = (column: string): string => column.slice(column.indexOf('.') + 1);
  let last: Row | undefined;
  for (;;) {
    const page = query
      .clone()
      .orderBy(key.map((column) => ({ column })))
      .limit(size);
    if (last !== undefined) {
      const values = key.map((column) => last?.[nameOf(column)] as string | number);
      void page.whereRaw(`(${names}) > (${marks})`, [...key, ...values]);
    }
    const rows = (await page) as Row[];
    if (rows.length > 0) yield rows;
    if (rows.length < size) return;
    last = rows.at(-1);
  }
}
