import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('recoveries', (table) => {
    /** code: typed, handed over by somebody; mail: a link. */
    table.text('channel').notNullable().defaultTo('code');
    /** Wrong codes typed for this person while this one was alive. */
    table.integer('attempts').notNullable().defaultTo(0);
    table.index(['asked_by']);
  });
  /** Letters wait here until the mail server has taken them, and are then deleted. */
  await db.schema.createTable('mail_outbox', (table) => {
    table.text('id').primary();
    /** Address, subject and text, sealed. */
    table.text('letter_sealed').notNullable();
    table.integer('attempts').notNullable();
    instantColumn(table, 'next_try_at').notNullable();
    instantColumn(table, 'expires_at').notNullable();
    table.index(['next_try_at']);
  });
}
