import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('audit_events', (table) => {
    table.bigInteger('position').primary();
    instantColumn(table, 'at').notNullable();
    table.text('actor_id');
    table.text('action').notNullable();
    table.text('object_type').notNullable();
    table.text('object_id');
    table.specificType('institution_path', dialect.byteText);
    table.text('details').notNullable();
    table.text('previous_hash').notNullable();
    table.text('hash').notNullable().unique();
    table.index(['object_type', 'object_id']);
    table.index(['actor_id']);
  });
  for (const sql of dialect.appendOnly('audit_events')) await db.raw(sql);
}
