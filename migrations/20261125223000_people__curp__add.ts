import type { Knex } from 'knex';

/** Keys of a person in registers of the state: sealed for reading, and a keyed digest that only equal ones share. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('people', (table) => {
    table.text('curp_sealed');
    /** Made from the side of the wall and the key: one account on each side at most. */
    table.text('curp_digest');
    table.text('cuip_sealed');
    table.text('cuip_digest');
    table.unique(['curp_digest']);
    table.unique(['cuip_digest']);
  });
}
