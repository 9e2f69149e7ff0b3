import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('states', (table) => {
    table.string('code', 2).primary();
    table.text('name').notNullable();
    table.text('abbreviation').notNullable();
    table.text('iso').notNullable().unique();
    table.string('curp_code', 2).notNullable();
    table.text('map_id').notNullable();
    table.integer('women_2020').notNullable();
  });
  await db.schema.createTable('municipalities', (table) => {
    table.string('cvegeo', 5).primary();
    table.string('state_code', 2).notNullable().references('states.code');
    table.text('name').notNullable();
    table.text('search_text').notNullable();
    table.index(['state_code', 'name']);
  });
  /** Which reference files were loaded, by the digest of their text. */
  await db.schema.createTable('reference_files', (table) => {
    table.text('name').primary();
    table.text('digest').notNullable();
  });
}
