import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** Who writes a course: the files of this repository, or people in the studio. */
  await db.schema.alterTable('courses', (table) => {
    table.text('origin').notNullable().defaultTo('files');
    table.text('institution_id').references('institutions.id');
  });
  await db.schema.alterTable('course_versions', (table) => {
    table.text('note');
    table.text('published_by').references('people.id');
  });
  /** The files that a version was made from. Text is here; the bytes of media lie in the data folder. */
  await db.schema.createTable('course_version_files', (table) => {
    table.text('version_id').notNullable().references('course_versions.id');
    table.text('path').notNullable();
    table.text('text');
    table.text('sha256').references('media_files.sha256');
    table.primary(['version_id', 'path']);
  });
  /** A course that somebody is writing: a course folder, kept here. One open draft for each course. */
  await db.schema.createTable('course_drafts', (table) => {
    table.text('id').primary();
    table.text('course_id').references('courses.id');
    table.text('slug').notNullable();
    table.text('title').notNullable();
    table.text('owner_id').references('people.id');
    table.text('institution_id').references('institutions.id');
    /** Grows with every change. */
    table.integer('revision').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'updated_at').notNullable();
    instantColumn(table, 'archived_at');
    table.index('owner_id');
  });
  await db.raw(
    'create unique index course_drafts_open_slug on course_drafts (slug) where archived_at is null',
  );
  await db.schema.createTable('course_draft_files', (table) => {
    table.text('draft_id').notNullable().references('course_drafts.id');
    table.text('path').notNullable();
    table.text('text');
    table.text('sha256').references('media_files.sha256');
    /** The revision of the draft that wrote it: two people may change two files at once. */
    table.integer('revision').notNullable();
    instantColumn(table, 'updated_at').notNullable();
    table.primary(['draft_id', 'path']);
  });
}
