import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What somebody asked about her own data, with the day by which she must have an answer. */
  await db.schema.createTable('data_requests', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    /** access, rectification, cancellation or opposition. */
    table.text('kind').notNullable();
    /** account: she asked there herself; in-person: she came, and somebody wrote it down. */
    table.text('channel').notNullable();
    table.text('asked_by').notNullable().references('people.id');
    instantColumn(table, 'asked_at').notNullable();
    table.string('due_on', 10).notNullable();
    table.text('wish_sealed');
    /** open, answered or refused. */
    table.text('status').notNullable();
    instantColumn(table, 'answered_at');
    table.text('answered_by').references('people.id');
    table.text('answer_sealed');
    table.index(['person_id']);
    table.index(['status', 'due_on']);
  });
  /** What is handed over when somebody asked for her data: made beside the pages, sealed, and gone after some days. */
  await db.schema.createTable('data_packages', (table) => {
    table.text('id').primary();
    table.text('request_id').notNullable().unique().references('data_requests.id');
    table.text('person_id').notNullable().references('people.id');
    /** Somebody else hands it over: what is most delicate is left out. */
    table.boolean('for_other').notNullable();
    table.text('language').notNullable();
    /** waiting or ready. */
    table.text('state').notNullable();
    instantColumn(table, 'claimed_at');
    instantColumn(table, 'made_at');
    instantColumn(table, 'expires_at');
    table.integer('bytes');
    instantColumn(table, 'downloaded_at');
    table.index(['state']);
    table.index(['person_id']);
  });
  await db.schema.createTable('data_package_parts', (table) => {
    table.text('package_id').notNullable().references('data_packages.id');
    table.integer('number').notNullable();
    table.text('content_sealed').notNullable();
    table.primary(['package_id', 'number']);
  });
  /** What she opposes: letters to many, and figures beyond the least that a public course must account for. */
  await db.schema.alterTable('people', (table) => {
    instantColumn(table, 'no_mailings_since');
    instantColumn(table, 'no_statistics_since');
  });
}
