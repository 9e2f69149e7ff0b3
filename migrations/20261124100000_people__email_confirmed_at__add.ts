import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('people', (table) => {
    /** When the person showed that she receives mail at `email_sealed`. Recovery uses no address without it. */
    instantColumn(table, 'email_confirmed_at');
  });
  /** The address that a person asked for last and has not confirmed. The one in force stays in `people` until then. */
  await db.schema.createTable('email_confirmations', (table) => {
    table.text('person_id').primary().references('people.id');
    table.text('email_sealed').notNullable();
    /** She wants to recover her password through it. */
    table.boolean('recovery').notNullable();
    table.text('code_digest').notNullable().unique();
    instantColumn(table, 'sent_at').notNullable();
    instantColumn(table, 'expires_at').notNullable();
  });
}
