import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

/** What was said of a plan stays as it was said: a later version or table stands beside the one before. */
const STAYS = [
  'framework_versions',
  'framework_elements',
  'framework_indicator_sets',
  'framework_indicators',
];

/** Plans and programmes that courses answer to. */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('frameworks', (table) => {
    table.text('id').primary();
    table.text('code').notNullable().unique();
    table.text('name_es').notNullable();
    table.text('name_en').notNullable();
    table.integer('place').notNullable();
  });
  await db.schema.createTable('framework_versions', (table) => {
    table.text('id').primary();
    table.text('framework_id').notNullable().references('frameworks.id');
    table.text('label').notNullable();
    table.string('adopted_on', 10).notNullable();
    /** in-force, period-over or draft. */
    table.text('status').notNullable();
    table.text('source').notNullable();
    table.text('note_es');
    table.text('note_en');
    /** How many indicators it says it has; null where it says nothing. */
    table.integer('indicators_said');
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['framework_id', 'label']);
  });
  /** Pillars and strategies of a version. */
  await db.schema.createTable('framework_elements', (table) => {
    table.text('id').primary();
    table.text('version_id').notNullable().references('framework_versions.id');
    table.integer('place').notNullable();
    table.text('kind').notNullable();
    table.text('code').notNullable();
    table.text('name_es').notNullable();
    table.text('name_en').notNullable();
    /** How courses name it. */
    table.text('tag').notNullable();
    table.unique(['version_id', 'code']);
    table.unique(['version_id', 'tag']);
  });
  /** The table of indicators of a version, as a source gave it on a day. The newest counts. */
  await db.schema.createTable('framework_indicator_sets', (table) => {
    table.text('id').primary();
    table.text('version_id').notNullable().references('framework_versions.id');
    table.integer('number').notNullable();
    table.text('source').notNullable();
    table.string('dated_on', 10).notNullable();
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['version_id', 'number']);
  });
  await db.schema.createTable('framework_indicators', (table) => {
    table.text('id').primary();
    table.text('set_id').notNullable().references('framework_indicator_sets.id');
    table.integer('place').notNullable();
    table.text('code').notNullable();
    table.text('text').notNullable();
    table.text('formula').notNullable();
    table.text('owner').notNullable();
    table.text('frequency').notNullable();
    table.text('baseline').notNullable();
    table.text('target').notNullable();
    /** Code of the element that it belongs to; empty where none was said. */
    table.text('element_code').notNullable();
    table.unique(['set_id', 'code']);
  });
  /** Courses and lessons that feed an element, beside the tags that courses themselves carry. */
  await db.schema.createTable('framework_tags', (table) => {
    table.text('id').primary();
    table.text('element_id').notNullable().references('framework_elements.id');
    table.text('course_slug').notNullable();
    /** Empty: the whole course. */
    table.text('lesson_id').notNullable();
    /** content or hand. */
    table.text('origin').notNullable();
    table.unique(['element_id', 'course_slug', 'lesson_id']);
  });
  for (const table of STAYS) for (const sql of dialect.appendOnly(table)) await db.raw(sql);
}
