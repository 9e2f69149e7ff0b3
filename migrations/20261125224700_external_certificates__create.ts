import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What somebody learned elsewhere, or before: shown as external, and counted as the course where a path asks for it. */
  await db.schema.createTable('external_certificates', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    table.text('course_id').notNullable().references('courses.id');
    table.text('title').notNullable();
    table.text('issuer').notNullable();
    table.string('issued_on', 10).notNullable();
    table.integer('hours');
    /** asked, approved or declined. */
    table.text('state').notNullable();
    instantColumn(table, 'asked_at').notNullable();
    instantColumn(table, 'decided_at');
    table.text('decided_by').references('people.id');
    table.text('reason_sealed');
    /** Of the evidence; null once it was erased. */
    table.text('type');
    table.integer('bytes');
    table.index(['person_id']);
    table.index(['state', 'asked_at']);
    table.index(['decided_at']);
  });
  /** The evidence in pieces, as files of answers are kept. */
  await db.schema.createTable('external_certificate_parts', (table) => {
    table.text('certificate_id').notNullable().references('external_certificates.id');
    table.integer('number').notNullable();
    /** In base64. */
    table.text('content').notNullable();
    table.primary(['certificate_id', 'number']);
  });
}
