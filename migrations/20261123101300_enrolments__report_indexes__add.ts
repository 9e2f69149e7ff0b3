import type { Knex } from 'knex';

/** Reports of a state begin at its enrolments, and ask of each complete one whether its certificate is in force. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('enrolments', (table) => {
    table.index(['state_code', 'enrolled_on']);
  });
  await db.schema.alterTable('certificates', (table) => {
    table.index(['enrolment_id', 'current', 'issued_on', 'expires_on']);
  });
}
