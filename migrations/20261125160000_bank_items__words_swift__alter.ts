import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

/** A search reads all that waits to be sorted into the index: after an import of 5,000 questions that was most of its time. */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  for (const sql of dialect.swiftToSearch('bank_items', 'words')) await db.raw(sql);
}
