import type { Knex } from 'knex';

/** A question about a quiz may be about one attempt at it. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('threads', (table) => {
    table.text('attempt_id');
  });
}
