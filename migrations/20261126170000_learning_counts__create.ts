import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

/**
 * How far enrolments came and what was answered in them is worked out beside the pages and kept: `learning_kept` says of one
 * enrolment what it adds, `learning_counts` holds the sums. Triggers only note which enrolments are to be looked at again, as
 * `learning_changes`; whoever works through them finds those of before first.
 */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.createTable('learning_changes', (table) => {
    table.bigIncrements('id');
    table.text('enrolment_id').notNullable();
  });
  await db.schema.createTable('learning_kept', (table) => {
    // It outlives its enrolment until the sums have lost it.
    table.text('enrolment_id').primary();
    /** JSON: what `learned.ts` makes of the enrolment. */
    table.text('learned').notNullable();
  });
  const keys = ['course_id', 'what', 'side', 'state_code', 'month', 'at'];
  await db.raw(
    `create table learning_counts (${keys.map((key) => `${key} ${dialect.byteText} not null`).join(', ')},
       people integer not null, asked integer not null, correct integer not null,
       primary key (${keys.join(', ')})) ${dialect.clustered}`,
  );
  await db.raw(
    `insert into learning_changes (enrolment_id)
     select id from enrolments where started_at is not null or tried_on is not null or completed_on is not null`,
  );

  const note = (row: string, condition = ''): string =>
    `insert into learning_changes (enrolment_id) select ${row} ${condition}`;
  const standing = ['course_id', 'version_id', 'side', 'state_code', 'enrolled_on', 'status'];
  const triggers = [
    dialect.eachRow('lesson_progress_learned', 'insert', 'lesson_progress', [
      note('new.enrolment_id'),
    ]),
    dialect.eachRow('lesson_progress_relearned', { update: ['done_at'] }, 'lesson_progress', [
      note('new.enrolment_id'),
    ]),
    dialect.eachRow('lesson_progress_unlearned', 'delete', 'lesson_progress', [
      note('old.enrolment_id'),
    ]),
    dialect.eachRow('attempts_learned', 'insert', 'attempts', [
      note('new.enrolment_id', 'where new.submitted_at is not null'),
    ]),
    dialect.eachRow(
      'attempts_relearned',
      { update: ['submitted_at', 'score', 'passed'] },
      'attempts',
      [note('new.enrolment_id', 'where new.submitted_at is not null')],
    ),
    dialect.eachRow('attempts_unlearned', 'delete', 'attempts', [note('old.enrolment_id')]),
    dialect.eachRow('enrolments_learned', 'insert', 'enrolments', [
      note('new.id', 'where new.completed_on is not null'),
    ]),
    dialect.eachRow(
      'enrolments_relearned',
      { update: [...standing, 'withdrawn_at', 'completed_on'] },
      'enrolments',
      [note('new.id')],
    ),
    dialect.eachRow('enrolments_unlearned', 'delete', 'enrolments', [note('old.id')]),
  ];
  for (const sql of triggers.flat()) await db.raw(sql);
}
