import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('institutions', (table) => {
    table.text('id').primary();
    table.text('type').notNullable();
    table.text('name').notNullable();
    table.text('short_name').notNullable();
    table.text('search_text').notNullable();
    table.text('parent_id').references('institutions.id');
    /** Ids from the root down, `/a/b/`: a subtree is a prefix. */
    table.specificType('path', dialect.byteText).notNullable().unique();
    table.text('level').notNullable();
    /** community, police or military: which side of the wall its people are on. */
    table.text('side').notNullable();
    table.string('state_code', 2).references('states.code');
    table.string('cvegeo', 5).references('municipalities.cvegeo');
    table.string('valid_from', 10);
    table.string('valid_to', 10);
    table.text('successor_id').references('institutions.id');
    table.index(['parent_id']);
  });
  await db.schema.createTable('networks', (table) => {
    table.text('id').primary();
    table.text('code').notNullable().unique();
    table.text('name').notNullable();
    table.text('search_text').notNullable();
    table.string('cvegeo', 5).notNullable().references('municipalities.cvegeo');
    table.string('state_code', 2).notNullable().references('states.code');
    table.text('locality');
    table.string('founded_on', 10);
    table.text('funding_source');
    table.text('kind').notNullable();
    table.text('sponsor_id').references('institutions.id');
    table.text('parent_network_id').references('networks.id');
    table.text('status').notNullable();
    table.integer('reported_members');
    table.text('reported_source');
    table.string('reported_on', 10);
    table.index(['cvegeo']);
    table.index(['state_code']);
  });
}
