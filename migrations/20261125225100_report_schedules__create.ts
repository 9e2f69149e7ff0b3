import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

/** Reports that somebody has made for her every week or month, and those that were made. */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('report_schedules', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    /** The filters as they stand in an address. */
    table.text('query').notNullable();
    /** week or month. */
    table.text('every').notNullable();
    /** What she needs it for, in her words. */
    table.text('reason').notNullable();
    instantColumn(table, 'created_at').notNullable();
    /** First day of the week or month for which it was made last; that of its beginning before. */
    table.string('made_for', 10).notNullable();
    table.index(['person_id']);
    table.index(['every', 'made_for']);
  });
  await db.schema.createTable('report_files', (table) => {
    table.text('id').primary();
    table.text('schedule_id').notNullable();
    table.text('person_id').notNullable().references('people.id');
    table.text('title').notNullable();
    table.string('cut_off', 10).notNullable();
    /** Digest of what she was allowed to see: whoever may see something else now does not open it. */
    table.text('scope_digest').notNullable();
    /** Heading and rows, as they were told. */
    table.text('body').notNullable();
    instantColumn(table, 'made_at').notNullable();
    instantColumn(table, 'opened_at');
    table.index(['person_id', 'made_at']);
    table.index(['made_at']);
  });
}
