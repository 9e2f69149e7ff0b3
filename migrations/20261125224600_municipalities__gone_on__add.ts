import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('municipalities', (table) => {
    /** Since when INEGI no longer lists it. Nobody chooses it any more; whoever belongs to it stays. */
    table.string('gone_on', 10);
  });
  /** What a municipality was called, until the day before INEGI's list said another name. */
  await db.schema.createTable('municipality_names', (table) => {
    table.string('cvegeo', 5).notNullable().references('municipalities.cvegeo');
    table.string('until', 10).notNullable();
    table.text('name').notNullable();
    table.primary(['cvegeo', 'until']);
  });
}
