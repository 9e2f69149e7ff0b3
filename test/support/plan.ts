import type { Binding } from '../../src/db/dialect/dialect.ts';
import { engine, type TestDatabase } from './database.ts';

/** How the engine would find the rows of a statement. `large`: as it would where no table is small (PostgreSQL reads small ones whole). */
export async function planOf(
  { database: { db } }: TestDatabase,
  sql: string,
  bindings: readonly Binding[],
  { large = false } = {},
): Promise<string> {
  if (engine === 'sqlite') {
    const rows = await db.raw<{ detail: string }[]>(`explain query plan ${sql}`, [...bindings]);
    return rows.map(({ detail }) => detail).join('\n');
  }
  return db.transaction(async (trx) => {
    if (large) await trx.raw('set local enable_seqscan = off');
    const { rows } = await trx.raw<{ rows: { 'QUERY PLAN': string }[] }>(`explain ${sql}`, [
      ...bindings,
    ]);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  });
}
