import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** A message that was written once to several people, each of whom has a conversation of her own. */
  await db.schema.createTable('mailings', (table) => {
    table.text('id').primary();
    table.text('author_id').notNullable().references('people.id');
    /** Null when it went to people who are no group. */
    table.text('cohort_id').references('cohorts.id');
    table.integer('people').notNullable();
    instantColumn(table, 'sent_at').notNullable();
    /** Names the sending, so that repeating it is harmless. */
    table.text('send_key').notNullable();
    table.unique(['author_id', 'send_key']);
  });
  await db.schema.alterTable('messages', (table) => {
    table.text('mailing_id');
    table.index(['mailing_id']);
  });
  /** What is announced to a group: everybody in it reads the same. */
  await db.schema.createTable('announcements', (table) => {
    table.text('id').primary();
    table.text('cohort_id').notNullable().references('cohorts.id');
    table.text('author_id').notNullable().references('people.id');
    table.text('title').notNullable();
    table.text('body').notNullable();
    instantColumn(table, 'published_at').notNullable();
    instantColumn(table, 'withdrawn_at');
    table.text('withdrawn_by').references('people.id');
    table.text('send_key').notNullable();
    table.unique(['author_id', 'send_key', 'cohort_id']);
    table.index(['cohort_id', 'published_at']);
    table.index(['published_at']);
  });
}
