import type { Knex } from 'knex';

/**
 * Reports count whoever holds a certificate in force from the enrolment itself, and read all they need from two indexes, in
 * the order in which they count.
 */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('enrolments', (table) => {
    /** The first and last day of its current certificate; null without one. Written where the certificate is. */
    table.string('certified_on', 10);
    table.string('certified_until', 10);
  });
  await db.raw(
    `update enrolments set certified_on = c.issued_on, certified_until = c.expires_on
       from certificates c where c.enrolment_id = enrolments.id and c.current = 1`,
  );
  await db.schema.alterTable('enrolments', (table) => {
    const where = ['cohort_id', 'status', 'withdrawn_at'];
    const dimensions = ['course_id', 'side', 'sex', 'state_code', 'cvegeo', 'institution_path'];
    table.index(
      [
        ...[...dimensions, 'network_id', 'enrolled_on', ...where],
        ...['started_at', 'completed_on', 'certified_on', 'certified_until', 'id'],
      ],
      'enrolments_counts_index',
    );
    table.index(
      ['person_id', 'enrolled_on', ...where, ...dimensions, 'network_id'],
      'enrolments_people_index',
    );
  });
}
