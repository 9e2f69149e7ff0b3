import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** A conversation between a person and those who accompany her in a course. */
  await db.schema.createTable('threads', (table) => {
    table.text('id').primary();
    /** Whose it is: the trainee. */
    table.text('person_id').notNullable().references('people.id');
    /** Null where nobody but the person takes part. */
    table.text('enrolment_id').references('enrolments.id');
    /** question (she began it), letter (it was written to her) or care (nobody else sees it). */
    table.text('kind').notNullable();
    /** What a question is about: lesson, quiz or course, by its stable id. */
    table.text('about_kind');
    table.text('about_id');
    /** What a letter is about, as it was typed. */
    table.text('subject');
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'last_at').notNullable();
    /** Since when there is something that she has not read. */
    instantColumn(table, 'unread_since');
    /** Since when she waits for an answer. */
    instantColumn(table, 'waits_since');
    table.index(['person_id', 'unread_since']);
    table.index(['enrolment_id']);
    table.index(['last_at']);
  });
  await db.schema.createTable('messages', (table) => {
    table.text('id').primary();
    table.text('thread_id').notNullable().references('threads.id');
    table.text('author_id').notNullable().references('people.id');
    /** Sealed with the data key. Null when the text was taken away. */
    table.text('body_sealed');
    instantColumn(table, 'sent_at').notNullable();
    instantColumn(table, 'removed_at');
    /** Names the sending, so that repeating it is harmless. */
    table.text('send_key');
    table.unique(['author_id', 'send_key']);
    table.index(['thread_id', 'sent_at']);
  });
  /** Who accompanies a group is asked by the group, and then by the course. */
  await db.schema.alterTable('grants', (table) => {
    table.index(['cohort_id']);
    table.index(['course_id']);
  });
}
