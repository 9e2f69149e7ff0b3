import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('cohorts', (table) => {
    /** How many people fit; null: as many as come. */
    table.integer('capacity');
    /** As what its people deploy, in the words of the United Nations. */
    table.text('category');
    /** Whether people may ask for a place on their own; somebody decides. */
    table.boolean('asks_open').notNullable().defaultTo(false);
    /** A key that opens it to whoever types it: its digest to find it, and sealed to be read to a room again. */
    table.text('key_digest');
    table.text('key_sealed');
    table.unique(['key_digest']);
  });
}
