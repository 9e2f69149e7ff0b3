import type { Knex } from 'knex';

/** The order of the corrections of a course: two of one moment have none otherwise, and the last one counts. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('score_corrections', (table) => {
    table.integer('number').notNullable().defaultTo(0);
  });
}
