import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

/** Figures of a framework as they were told for a closed period. They hold only what might be seen, and never change. */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('framework_snapshots', (table) => {
    table.text('id').primary();
    table.text('version_id').notNullable().references('framework_versions.id');
    /** Null: the whole scope of whoever froze it. */
    table.string('state_code', 2).references('states.code');
    table.text('period').notNullable();
    table.string('cut_off', 10).notNullable();
    /** By which rule it was counted and hidden. */
    table.text('rule').notNullable();
    /** Digest of what its reader might see: whoever may see something else does not open it. */
    table.text('scope_digest').notNullable();
    /** Canonical JSON, and its SHA-256. */
    table.text('body').notNullable();
    table.text('digest').notNullable();
    instantColumn(table, 'made_at').notNullable();
    table.index(['scope_digest', 'made_at']);
  });
  for (const sql of dialect.appendOnly('framework_snapshots')) await db.raw(sql);
}
