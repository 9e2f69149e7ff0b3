import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** An item of published versions that was mended: what changed in its key, for whom, why. Never changed afterwards. */
  await db.schema.createTable('score_corrections', (table) => {
    table.text('id').primary();
    table.text('course_id').notNullable().references('courses.id');
    /** The group that it is for; null: everybody in the course. */
    table.text('cohort_id').references('cohorts.id');
    table.text('item_id').notNullable();
    /** Digest of the item as it was wrong: a version in which it reads otherwise is not meant. */
    table.text('item_digest').notNullable();
    /** JSON of a `KeyChange`. */
    table.text('change').notNullable();
    table.text('reason').notNullable();
    table.text('made_by').notNullable().references('people.id');
    instantColumn(table, 'made_at').notNullable();
    table.index(['course_id']);
  });
  /** What a correction did to an attempt that drew the item. */
  await db.schema.createTable('attempt_corrections', (table) => {
    table.text('attempt_id').notNullable().references('attempts.id');
    table.text('correction_id').notNullable().references('score_corrections.id');
    table.integer('old_score');
    table.integer('new_score');
    table.boolean('old_passed');
    table.boolean('new_passed');
    /** applied; held, while somebody has to decide; kept: it was decided that the result stays as it was. */
    table.text('state').notNullable();
    table.text('decided_by').references('people.id');
    instantColumn(table, 'decided_at');
    table.text('decision_reason');
    table.primary(['attempt_id', 'correction_id']);
    table.index(['correction_id', 'state']);
  });
}
