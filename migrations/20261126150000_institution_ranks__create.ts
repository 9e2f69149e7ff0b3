import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Ranks of an institution and of all below it, each for the days on which it is one: laws rename and move them. */
  await db.schema.createTable('institution_ranks', (table) => {
    table.text('id').primary();
    table.text('institution_id').notNullable().references('institutions.id');
    table.text('name').notNullable();
    table.text('search_text').notNullable();
    table.text('band').notNullable();
    table.string('valid_from', 10);
    table.string('valid_to', 10);
    /** Who says so; null where nobody has said. */
    table.text('source');
    /** Nobody has compared it with its source yet. */
    table.boolean('unverified').notNullable();
    instantColumn(table, 'recorded_at').notNullable();
    table.index(['institution_id']);
  });
}
