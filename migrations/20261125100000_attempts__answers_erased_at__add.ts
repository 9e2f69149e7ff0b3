import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('attempts', (table) => {
    /** When the answers were erased because their time was over. Score and dates stay. */
    instantColumn(table, 'answers_erased_at');
  });
  /** When each job that runs once a day ran last, in whichever process. */
  await db.schema.createTable('daily_jobs', (table) => {
    table.text('name').primary();
    table.string('last_on', 10).notNullable();
  });
}
