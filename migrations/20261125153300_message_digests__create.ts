import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What each person had not read when the week began. Only the newest of each is kept. */
  await db.schema.createTable('message_digests', (table) => {
    table.text('person_id').primary().references('people.id');
    /** The Monday of the week. */
    table.string('week', 10).notNullable();
    table.integer('unread').notNullable();
    instantColumn(table, 'written_at').notNullable();
  });
  await db.schema.alterTable('people', (table) => {
    /** She wants to hear by e-mail, once a week, that something waits. */
    table.boolean('digest_email').notNullable().defaultTo(false);
  });
}
