import type { Knex } from 'knex';

/** Finds the open attempts whose time is over, which are few, without a look at all the others. */
export async function up(db: Knex): Promise<void> {
  await db.raw(
    `create index attempts_open_deadline_index on attempts (deadline_at)
      where submitted_at is null and deadline_at is not null`,
  );
}
