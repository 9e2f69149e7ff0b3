import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Tables of institutions that came in at once, so that one may be taken back while nothing points to what it made. */
  await db.schema.createTable('institution_imports', (table) => {
    table.text('id').primary();
    table.text('made_by').references('people.id');
    instantColumn(table, 'made_at').notNullable();
    table.integer('made').notNullable();
    instantColumn(table, 'undone_at');
  });
  await db.schema.alterTable('institutions', (table) => {
    table.text('import_id');
    table.index(['import_id']);
  });
}
