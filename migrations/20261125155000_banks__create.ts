import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';
import type { Dialect } from '../src/db/dialect/dialect.ts';

export async function up(db: Knex, dialect: Dialect): Promise<void> {
  /** A question bank: of the person who made it, or of an institution. */
  await db.schema.createTable('banks', (table) => {
    table.text('id').primary();
    /** Counts banks from one; the places of its items are made from it. */
    table.integer('ordinal').notNullable().unique();
    table.text('name').notNullable();
    table.text('owner_id').references('people.id');
    table.text('institution_id').references('institutions.id');
    /** The number that its next item gets. */
    table.integer('next_number').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'updated_at').notNullable();
    table.index(['owner_id']);
    table.index(['institution_id']);
  });
  /** A file or a pasted text of questions: read and shown first, then added, perhaps taken back. */
  await db.schema.createTable('bank_imports', (table) => {
    table.text('id').primary();
    table.text('bank_id').notNullable().references('banks.id');
    table.text('made_by').references('people.id');
    instantColumn(table, 'made_at').notNullable();
    /** read, added or undone. */
    table.text('status').notNullable();
    table.text('format').notNullable();
    table.text('file_name').notNullable();
    /** What was read, as JSON; gone when it was added or forgotten. */
    table.text('staged');
    table.integer('added');
    table.index(['bank_id', 'made_at']);
    table.index(['made_at']);
  });
  await db.schema.createTable('bank_items', (table) => {
    /** Names the item in courses as well, for ever. */
    table.text('id').primary();
    table.text('bank_id').notNullable().references('banks.id');
    table.integer('number').notNullable();
    /** Place among all items: those of one bank follow each other. */
    table.bigInteger('place').notNullable().unique();
    table.text('type').notNullable();
    /** The beginning of its question, for lists. */
    table.text('title').notNullable();
    table.text('objective');
    table.text('bloom');
    table.text('pillar');
    table.text('topic');
    table.text('difficulty');
    table.text('form');
    /** JSON. */
    table.text('tags').notNullable();
    /** Its words without accents and case, each once, and a word for each thing that it is filtered by. */
    table.text('words').notNullable();
    /** Two items that say the same have the same one. */
    table.text('fingerprint').notNullable();
    /** The number of its newest version. */
    table.integer('version').notNullable();
    table.text('import_id').references('bank_imports.id');
    instantColumn(table, 'updated_at').notNullable();
    instantColumn(table, 'retired_at');
    table.index(['bank_id', 'fingerprint']);
    table.index(['import_id']);
  });
  await db.schema.createTable('bank_item_versions', (table) => {
    table.text('item_id').notNullable().references('bank_items.id');
    table.integer('number').notNullable();
    /** JSON of the item. */
    table.text('document').notNullable();
    instantColumn(table, 'made_at').notNullable();
    table.text('made_by').references('people.id');
    table.text('note');
    table.primary(['item_id', 'number']);
  });
  /** Marks that two items share when they say nearly the same. */
  await db.schema.createTable('bank_item_marks', (table) => {
    table.text('bank_id').notNullable();
    table.text('mark').notNullable();
    table.text('item_id').notNullable().references('bank_items.id');
    table.primary(['bank_id', 'mark', 'item_id']);
    table.index(['item_id']);
  });
  for (const sql of dialect.searchable('bank_items', 'words', 'place')) await db.raw(sql);
}
