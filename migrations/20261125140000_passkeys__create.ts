import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Passkeys with which somebody may take the second step, in the place of a code. */
  await db.schema.createTable('passkeys', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    /** Given by the authenticator, as base64url. */
    table.text('credential_id').notNullable().unique();
    /** COSE key, as base64url. Nothing can be signed with it. */
    table.text('public_key').notNullable();
    /** How often the authenticator signed, of 32 bits; 0 for those that do not count. */
    table.bigInteger('counter').notNullable();
    /** How a browser reaches the authenticator; JSON. */
    table.text('transports').notNullable();
    table.text('name').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'last_used_at');
    table.index(['person_id']);
  });
}
