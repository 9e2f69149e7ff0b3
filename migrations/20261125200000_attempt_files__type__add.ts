import type { Knex } from 'knex';

export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('attempt_files', (table) => {
    table.text('type').notNullable().defaultTo('image/webp');
    table.integer('bytes').notNullable().defaultTo(0);
    /** Of a recording, where its container says so. */
    table.integer('seconds');
  });
  await db('attempt_files').update({
    bytes: db.raw(`length(content) / 4 * 3
      - case when content like '%==' then 2 when content like '%=' then 1 else 0 end`),
  });
  /** What does not fit into `content`, in pieces of the same size: a sheet or a recording is read without being held whole. */
  await db.schema.createTable('attempt_file_parts', (table) => {
    table.text('file_id').notNullable().references('attempt_files.id').onDelete('CASCADE');
    table.integer('number').notNullable();
    /** In base64. */
    table.text('content').notNullable();
    table.primary(['file_id', 'number']);
  });
}
