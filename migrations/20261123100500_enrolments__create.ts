import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('cohorts', (table) => {
    table.text('id').primary();
    table.text('name').notNullable();
    table.text('course_id').notNullable().references('courses.id');
    table.text('institution_id').notNullable().references('institutions.id');
    /** One side of the wall only: mixed courses run as separate cohorts. */
    table.text('side').notNullable();
    table.string('starts_on', 10).notNullable();
    table.string('ends_on', 10);
    table.string('due_on', 10);
    table.string('deploys_on', 10);
    table.text('mission');
    instantColumn(table, 'created_at').notNullable();
    table.index(['course_id']);
  });
  await db.schema.createTable('cohort_instructors', (table) => {
    table.text('cohort_id').notNullable().references('cohorts.id');
    table.text('person_id').notNullable().references('people.id');
    table.primary(['cohort_id', 'person_id']);
    table.index(['person_id']);
  });
  await db.schema.createTable('grants', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    table.text('role').notNullable();
    table.text('institution_id').references('institutions.id');
    table.string('state_code', 2).references('states.code');
    table.string('cvegeo', 5).references('municipalities.cvegeo');
    table.text('network_id').references('networks.id');
    table.text('course_id').references('courses.id');
    table.text('cohort_id').references('cohorts.id');
    table.text('granted_by').references('people.id');
    instantColumn(table, 'granted_at').notNullable();
    table.string('ends_on', 10);
    instantColumn(table, 'withdrawn_at');
    table.text('withdrawn_by').references('people.id');
    table.index(['person_id']);
  });
  await db.schema.createTable('invitations', (table) => {
    table.text('id').primary();
    /** link (one address, some uses) or slips (a typed code for each use). */
    table.text('kind').notNullable();
    table.text('link_digest').unique();
    table.text('label').notNullable();
    table.text('institution_id').references('institutions.id');
    table.text('network_id').references('networks.id');
    table.text('cohort_id').references('cohorts.id');
    table.text('course_id').references('courses.id');
    /** The municipality that the form comes filled with. */
    table.string('cvegeo', 5).references('municipalities.cvegeo');
    /** Where the invitation lies for the rules of who may: of its network, institution or cohort. */
    table.text('side').notNullable();
    table.text('institution_path');
    table.string('place_state', 2);
    table.string('place_cvegeo', 5);
    table.integer('uses').notNullable();
    table.integer('uses_left').notNullable();
    instantColumn(table, 'expires_at').notNullable();
    table.text('created_by').references('people.id');
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'revoked_at');
    table.index(['created_by']);
    table.index(['network_id']);
  });
  /** Printed codes: each opens the invitation once. */
  await db.schema.createTable('invitation_slips', (table) => {
    table.text('code_digest').primary();
    table.text('invitation_id').notNullable().references('invitations.id');
    instantColumn(table, 'used_at');
    table.index(['invitation_id']);
  });
  /** Requests of people without an invitation, where registration is open. */
  await db.schema.createTable('registration_requests', (table) => {
    table.text('id').primary();
    table.text('display_name').notNullable();
    table.string('cvegeo', 5).notNullable().references('municipalities.cvegeo');
    table.string('state_code', 2).notNullable().references('states.code');
    /** Sealed: how to reach the person, in her words. */
    table.text('contact_sealed');
    table.text('reason').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'decided_at');
    table.text('decided_by').references('people.id');
    /** approved or declined. */
    table.text('decision');
    table.text('invitation_id').references('invitations.id');
    table.index(['decided_at', 'state_code']);
  });
  await db.schema.createTable('enrolments', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    table.text('course_id').notNullable().references('courses.id');
    table.text('version_id').notNullable().references('course_versions.id');
    table.text('cohort_id').references('cohorts.id');
    table.integer('cycle').notNullable();
    /** active, completed or withdrawn. */
    table.text('status').notNullable();
    instantColumn(table, 'enrolled_at').notNullable();
    table.string('enrolled_on', 10).notNullable();
    instantColumn(table, 'started_at');
    instantColumn(table, 'completed_at');
    table.string('completed_on', 10);
    instantColumn(table, 'withdrawn_at');
    /** The person as of that day: a later transfer rewrites nothing. */
    table.text('institution_id').references('institutions.id');
    table.specificType('institution_path', dialect.byteText);
    table.text('network_id').references('networks.id');
    table.string('cvegeo', 5);
    table.string('state_code', 2);
    table.text('sex').notNullable();
    table.text('side').notNullable();
    table.text('rank_band');
    table.unique(['person_id', 'course_id', 'cycle']);
    table.index(['course_id', 'state_code', 'cvegeo']);
    table.index(['network_id']);
    table.index(['cohort_id']);
    table.index(['institution_path']);
  });
  await db.schema.createTable('lesson_progress', (table) => {
    table.text('enrolment_id').notNullable().references('enrolments.id');
    table.text('lesson_id').notNullable();
    instantColumn(table, 'opened_at').notNullable();
    instantColumn(table, 'done_at');
    table.boolean('alternative').notNullable();
    table.primary(['enrolment_id', 'lesson_id']);
  });
}
