import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('courses', (table) => {
    table.text('id').primary();
    table.text('slug').notNullable().unique();
    table.text('code').notNullable().unique();
    table.text('current_version_id');
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'retired_at');
  });
  /** Immutable: a change of the files is a new row. `document` is the whole course as JSON. */
  await db.schema.createTable('course_versions', (table) => {
    table.text('id').primary();
    table.text('course_id').notNullable().references('courses.id');
    table.integer('number').notNullable();
    table.text('digest').notNullable();
    instantColumn(table, 'published_at').notNullable();
    table.text('title_es').notNullable();
    table.text('title_en').notNullable();
    table.text('search_text').notNullable();
    table.text('document').notNullable();
    table.unique(['course_id', 'number']);
  });
  /** Media by the digest of their bytes; the bytes lie in the data folder. */
  await db.schema.createTable('media_files', (table) => {
    table.text('sha256').primary();
    table.text('type').notNullable();
    table.integer('bytes').notNullable();
  });
  await db.schema.createTable('learning_paths', (table) => {
    table.text('id').primary();
    table.integer('position').notNullable();
    table.text('document').notNullable();
  });
  await db.schema.createTable('support_lines', (table) => {
    table.text('id').primary();
    table.integer('position').notNullable();
    table.text('document').notNullable();
    table.string('verified_on', 10);
  });
  /** Texts that stand with the support lines, such as the route outside the corporation. */
  await db.schema.createTable('support_texts', (table) => {
    table.text('id').primary();
    table.integer('position').notNullable();
    table.text('document').notNullable();
  });
}
