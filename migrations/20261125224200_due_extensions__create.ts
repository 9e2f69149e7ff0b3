import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** More time for one person than her cohort has. The newest one counts; none is changed. */
  await db.schema.createTable('due_extensions', (table) => {
    table.text('id').primary();
    table.text('enrolment_id').notNullable().references('enrolments.id');
    table.integer('number').notNullable();
    table.string('until', 10).notNullable();
    /** Sealed: it may tell of her life. */
    table.text('reason_sealed').notNullable();
    table.text('granted_by').notNullable().references('people.id');
    instantColumn(table, 'granted_at').notNullable();
    table.unique(['enrolment_id', 'number']);
  });
  await db.schema.alterTable('enrolments', (table) => {
    /** Her own last day, when it is later than her cohort's. */
    table.string('due_on', 10);
  });
}
