import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('bank_items', (table) => {
    /** JSON: the folders in which other systems keep it, from the outermost inwards. */
    table.text('category').notNullable().defaultTo('[]');
  });
  /** Which version of an item a draft of a course took. */
  await db.schema.createTable('bank_uses', (table) => {
    table.text('draft_id').notNullable().references('course_drafts.id');
    table.text('item_id').notNullable().references('bank_items.id');
    table.integer('version').notNullable();
    instantColumn(table, 'taken_at').notNullable();
    table.primary(['draft_id', 'item_id']);
    table.index(['item_id']);
  });
}
