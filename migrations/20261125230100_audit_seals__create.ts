import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  /** Batches of the audit log, each with a digest over its events and over the seal before it. */
  await db.schema.createTable('audit_seals', (table) => {
    table.bigInteger('number').primary();
    table.bigInteger('from_position').notNullable();
    table.bigInteger('to_position').notNullable().unique();
    table.integer('events').notNullable();
    table.text('previous_digest').notNullable();
    table.text('digest').notNullable().unique();
    instantColumn(table, 'sealed_at').notNullable();
  });
  for (const sql of dialect.appendOnly('audit_seals')) await db.raw(sql);
}
