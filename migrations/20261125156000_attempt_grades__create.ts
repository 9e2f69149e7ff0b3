import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** What people gave for an item of an attempt. A later grade stands beside the earlier one; the highest number counts. */
  await db.schema.createTable('attempt_grades', (table) => {
    table.text('attempt_id').notNullable().references('attempts.id');
    table.text('item_id').notNullable();
    table.integer('number').notNullable();
    table.integer('earned').notNullable();
    table.integer('out_of').notNullable();
    table.text('comment');
    table.text('grader_id').notNullable().references('people.id');
    instantColumn(table, 'given_at').notNullable();
    table.primary(['attempt_id', 'item_id', 'number']);
  });
  /** Finds what waits for a grade, which is little, without a look at all the others. */
  await db.raw(
    `create index attempts_waiting_index on attempts (submitted_at)
      where submitted_at is not null and score is null and answers_erased_at is null`,
  );
}
