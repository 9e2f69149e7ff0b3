import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What somebody reported of a network, each figure with where it comes from and until when it counts. */
  await db.schema.createTable('network_figures', (table) => {
    table.text('id').primary();
    table.text('network_id').notNullable().references('networks.id');
    table.string('cut_off', 10).notNullable();
    table.text('source').notNullable();
    /** Null: the source knows the network and says no number. */
    table.integer('members');
    table.text('recorded_by').references('people.id');
    instantColumn(table, 'recorded_at').notNullable();
    table.unique(['network_id', 'cut_off', 'source']);
  });
}
