import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  /** Laws of which a reform is known: legal points that rest on an older text wait for review again. */
  await db.schema.createTable('reformed_laws', (table) => {
    table.text('id').primary();
    table.integer('position').notNullable();
    table.text('document').notNullable();
  });
}
