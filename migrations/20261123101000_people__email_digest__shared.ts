import type { Knex } from 'knex';

/** A family may share one address; a unique key would tell the second person that the first has an account. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('people', (table) => {
    table.dropUnique(['email_digest']);
    table.index(['email_digest']);
  });
}
