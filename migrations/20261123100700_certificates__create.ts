import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('certificates', (table) => {
    table.text('id').primary();
    table.text('code').notNullable().unique();
    table.text('folio').notNullable().unique();
    table.text('enrolment_id').notNullable().references('enrolments.id');
    table.text('person_id').notNullable().references('people.id');
    table.text('course_id').notNullable().references('courses.id');
    table.text('version_id').notNullable().references('course_versions.id');
    table.integer('cycle').notNullable();
    /** 1 when current (valid or expired), null when replaced or revoked: one current certificate a person, course and cycle. */
    table.integer('current');
    /** current, replaced or revoked. */
    table.text('status').notNullable();
    table.text('holder_name').notNullable();
    table.text('search_text').notNullable();
    table.text('course_title_es').notNullable();
    table.text('course_title_en').notNullable();
    table.decimal('hours_required', 6, 2).notNullable();
    table.decimal('hours_completed', 6, 2).notNullable();
    table.integer('score');
    table.text('institution_name').notNullable();
    table.text('signed_by');
    table.boolean('demo').notNullable();
    instantColumn(table, 'issued_at').notNullable();
    table.string('issued_on', 10).notNullable();
    table.string('expires_on', 10);
    table.text('replaces_id').references('certificates.id');
    table.unique(['person_id', 'course_id', 'cycle', 'current']);
    table.index(['enrolment_id']);
    table.index(['replaces_id']);
    table.index(['issued_on']);
  });
  await db.schema.createTable('certificate_events', (table) => {
    table.text('id').primary();
    table.text('certificate_id').notNullable().references('certificates.id');
    /** issued, corrected, revoked or replaced. */
    table.text('kind').notNullable();
    instantColumn(table, 'at').notNullable();
    table.text('actor_id').references('people.id');
    table.text('reason');
    table.text('details').notNullable();
    table.index(['certificate_id']);
  });
  for (const sql of dialect.appendOnly('certificate_events')) await db.raw(sql);
}
