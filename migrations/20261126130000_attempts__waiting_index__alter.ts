import type { Knex } from 'knex';

/** What waits for a grade is found with whose it is, without a look at attempts, whose rows are long. */
export async function up(db: Knex): Promise<void> {
  await db.raw('drop index attempts_waiting_index');
  await db.raw(
    `create index attempts_waiting_index on attempts (submitted_at, enrolment_id, id)
      where submitted_at is not null and score is null and answers_erased_at is null`,
  );
}
