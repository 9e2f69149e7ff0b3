import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Pictures that were handed in with an attempt, drawn anew and therefore small: they live and go with the answers. */
  await db.schema.createTable('attempt_files', (table) => {
    table.text('id').primary();
    table.text('attempt_id').notNullable().references('attempts.id');
    table.text('item_id').notNullable();
    table.text('name').notNullable();
    /** WebP, in base64. */
    table.text('content').notNullable();
    instantColumn(table, 'added_at').notNullable();
    table.index('attempt_id');
  });
}
