import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

/** Peace and security roundtables, and which of their meetings women of the networks attended. Nobody is named in them. */
export async function up(db: Knex): Promise<void> {
  /** How many there are, by whoever says so. */
  await db.schema.createTable('roundtable_totals', (table) => {
    /** state or regional. */
    table.text('kind').primary();
    table.integer('said').notNullable();
    table.text('source').notNullable();
    /** A day, or a year where no more is known. */
    table.string('cut_off', 10).notNullable();
  });
  await db.schema.createTable('roundtables', (table) => {
    table.text('id').primary();
    table.text('code').notNullable().unique();
    table.text('kind').notNullable();
    table.string('state_code', 2).notNullable().references('states.code');
    table.string('cvegeo', 5).references('municipalities.cvegeo');
    /** Empty for the one of an entity, which is called by it. */
    table.text('name').notNullable();
    table.text('source').notNullable();
    table.string('cut_off', 10).notNullable();
    instantColumn(table, 'recorded_at').notNullable();
    table.index(['state_code']);
  });
  await db.schema.createTable('roundtable_meetings', (table) => {
    table.text('id').primary();
    table.text('roundtable_id').notNullable().references('roundtables.id');
    table.string('held_on', 10).notNullable();
    /** Whether women of the networks were there. */
    table.boolean('attended').notNullable();
    /** How many; null where nobody counted. */
    table.integer('women');
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['roundtable_id', 'held_on']);
    table.index(['held_on']);
  });
}
