import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** One attempt more at a quiz, given to one person after her last. */
  await db.schema.createTable('extra_attempts', (table) => {
    table.text('id').primary();
    table.text('enrolment_id').notNullable().references('enrolments.id');
    table.text('quiz_id').notNullable();
    /** Erased with the answers. */
    table.text('reason');
    table.text('given_by').notNullable().references('people.id');
    instantColumn(table, 'given_at').notNullable();
    table.index(['enrolment_id', 'quiz_id']);
  });
}
