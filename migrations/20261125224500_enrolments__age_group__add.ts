import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('enrolments', (table) => {
    /** How old she was that year, in groups; null where she has not told her year of birth, or has taken it back. */
    table.text('age_group');
  });
}
