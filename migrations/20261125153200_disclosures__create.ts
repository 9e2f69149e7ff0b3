import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /**
   * Texts in which somebody told of violence that she lived. Once she was referred, nothing is left but the day: not who,
   * not what, not who marked it.
   */
  await db.schema.createTable('disclosures', (table) => {
    table.text('id').primary();
    /** message, or a kind of text that another part of the product keeps. */
    table.text('kind');
    table.text('object_id');
    table.text('marked_by').references('people.id');
    instantColumn(table, 'marked_at');
    table.string('referred_on', 10);
    table.unique(['kind', 'object_id']);
    table.index(['marked_at']);
  });
}
