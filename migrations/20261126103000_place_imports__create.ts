import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** A list of INEGI that somebody brought: read and shown first, then taken over or forgotten. */
  await db.schema.createTable('place_imports', (table) => {
    table.text('id').primary();
    table.text('made_by').notNullable().references('people.id');
    instantColumn(table, 'made_at').notNullable();
    table.text('file_name').notNullable();
    /** Keys and names as they were read; null once they were decided about. */
    table.text('listed');
    /** When it was taken over. */
    instantColumn(table, 'taken_at');
    /** How many were new, renamed and gone then. */
    table.text('outcome');
    table.index(['made_at']);
  });
}
