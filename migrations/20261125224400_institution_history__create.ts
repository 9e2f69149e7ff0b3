import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What an institution was called, until the day before it took another name. */
  await db.schema.createTable('institution_names', (table) => {
    table.text('id').primary();
    table.text('institution_id').notNullable().references('institutions.id');
    table.text('name').notNullable();
    table.text('short_name').notNullable();
    table.string('until', 10).notNullable();
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['institution_id', 'until']);
  });
  /** Below what it stood, until the day before it was moved. Null: below nothing. */
  await db.schema.createTable('institution_moves', (table) => {
    table.text('id').primary();
    table.text('institution_id').notNullable().references('institutions.id');
    table.text('parent_id').references('institutions.id');
    table.string('until', 10).notNullable();
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['institution_id', 'until']);
  });
}
