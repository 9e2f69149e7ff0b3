import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('attempts', (table) => {
    table.text('id').primary();
    table.text('enrolment_id').notNullable().references('enrolments.id');
    table.text('person_id').notNullable().references('people.id');
    table.text('quiz_id').notNullable();
    table.integer('number').notNullable();
    /** Items as drawn, with their keys and the order of their options: the score is computed from this alone. */
    table.text('snapshot').notNullable();
    instantColumn(table, 'started_at').notNullable();
    instantColumn(table, 'deadline_at');
    instantColumn(table, 'submitted_at');
    table.text('submission_key');
    table.text('submission_digest');
    /** Hundredths of a percent, 0 to 10000. */
    table.integer('score');
    table.boolean('passed');
    table.integer('critical_missed');
    table.unique(['enrolment_id', 'quiz_id', 'number']);
    table.index(['person_id']);
  });
  await db.schema.createTable('attempt_answers', (table) => {
    table.text('attempt_id').notNullable().references('attempts.id');
    table.text('item_id').notNullable();
    table.text('response').notNullable();
    instantColumn(table, 'saved_at').notNullable();
    table.primary(['attempt_id', 'item_id']);
  });
  /** What was acknowledged under which key: the same key with the same body repeats the receipt, with another it is refused. */
  await db.schema.createTable('save_receipts', (table) => {
    table.text('attempt_id').notNullable().references('attempts.id');
    table.text('key').notNullable();
    table.text('body_digest').notNullable();
    table.text('receipt').notNullable();
    table.integer('saved').notNullable();
    instantColumn(table, 'at').notNullable();
    table.primary(['attempt_id', 'key']);
  });
}
