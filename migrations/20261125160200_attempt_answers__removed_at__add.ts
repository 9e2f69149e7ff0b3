import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

/** When what was answered was taken away before its time: the row stays, empty, with the grade beside it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('attempt_answers', (table) => {
    instantColumn(table, 'removed_at');
  });
}
