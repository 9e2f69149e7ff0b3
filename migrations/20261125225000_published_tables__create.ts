import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

/**
 * Tables of counts as they may be told to those who may not list the people, once for each scope, rule and closed month.
 * They hold nothing that is hidden.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('published_tables', (table) => {
    /** Digest of scope, rule, month, dimensions and, for a count of people, the filters. */
    table.text('id').primary();
    table.integer('k').notNullable();
    table.string('closed_on', 10).notNullable();
    table.text('grouping').notNullable();
    table.text('body').notNullable();
    instantColumn(table, 'made_at').notNullable();
    table.index(['closed_on']);
  });
}
