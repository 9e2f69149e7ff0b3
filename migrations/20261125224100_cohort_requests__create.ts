import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Who wants a place in a cohort: until somebody decides, or until one frees. */
  await db.schema.createTable('cohort_requests', (table) => {
    table.text('id').primary();
    table.text('cohort_id').notNullable().references('cohorts.id');
    table.text('person_id').notNullable().references('people.id');
    /** asked, waiting, entered, declined or left. */
    table.text('state').notNullable();
    instantColumn(table, 'asked_at').notNullable();
    /** Who put her on the waiting list; null when she came by her own will. */
    table.text('added_by').references('people.id');
    /** Her turn in the waiting list of the cohort; kept by whoever entered from it. */
    table.integer('turn');
    instantColumn(table, 'decided_at');
    table.text('decided_by').references('people.id');
    /** Sealed: why she was declined, as she reads it. */
    table.text('reason_sealed');
    table.index(['cohort_id', 'state', 'turn']);
    table.index(['person_id']);
    table.index(['decided_at']);
  });
  await db.raw(
    `create unique index cohort_requests_open on cohort_requests (cohort_id, person_id)
      where state in ('asked', 'waiting')`,
  );
}
