import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

const STANDING = ['side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'];

/** Writes `again` of all enrolments of one person. Only hers are asked for, each time by her id. */
function linking(dialect: Dialect, person: string): string {
  // Which of two of one day comes first is the same on both engines.
  const bytes = dialect.byteText.replace('text', '');
  const differs = STANDING.map(
    (name) => `min(coalesce(${name}, '')) <> max(coalesce(${name}, ''))`,
  ).join(' or ');
  // Asked once, not for each of her enrolments.
  const isApart = `(select count(distinct course_id) < count(*) or ${differs}
                     from enrolments where person_id = ${person} and status <> 'withdrawn')`;
  return `update enrolments set again = linked.again from (
      select o.id as id, case when o.status = 'withdrawn' then null when ${isApart} then '~' else
               lag(substr(o.enrolled_on, 1, 7)) over (partition by o.status = 'withdrawn' order by o.enrolled_on, o.id ${bytes}) end as again
        from enrolments o
       where o.person_id = ${person}) linked
    where linked.id = enrolments.id and enrolments.person_id = ${person} and enrolments.again is distinct from linked.again`;
}

/** Writes the day of the first attempt of one enrolment. */
const trying = (dialect: Dialect, id: string): string => {
  const first = `(select min(${dialect.dayOf('a.started_at')}) from attempts a where a.enrolment_id = ${id})`;
  return `update enrolments set tried_on = ${first} where id = ${id} and tried_on is distinct from ${first}`;
};

/**
 * What a trigger asks is planned once, at times when its table is still empty, and a plan that reads an empty table whole would go on
 * reading it whole while a million rows are loaded: the statements leave no other way than an index (see `Dialect.eachRow`).
 */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  const linked = ['person_id', 'course_id', ...STANDING, 'enrolled_on', 'status'];
  const made = [
    ['enrolments_linked', 'insert', 'enrolments', [linking(dialect, 'new.person_id')]],
    ['enrolments_unlinked', 'delete', 'enrolments', [linking(dialect, 'old.person_id')]],
    [
      'enrolments_relinked',
      { update: linked },
      'enrolments',
      [linking(dialect, 'old.person_id'), linking(dialect, 'new.person_id')],
    ],
    ['attempts_tried', 'insert', 'attempts', [trying(dialect, 'new.enrolment_id')]],
    ['attempts_untried', 'delete', 'attempts', [trying(dialect, 'old.enrolment_id')]],
    [
      'attempts_retried',
      { update: ['enrolment_id', 'started_at'] },
      'attempts',
      [trying(dialect, 'old.enrolment_id'), trying(dialect, 'new.enrolment_id')],
    ],
  ] as const;
  for (const [name, when, table, statements] of made)
    for (const sql of [
      ...dialect.dropEachRow(name, table),
      ...dialect.eachRow(name, when, table, statements),
    ])
      await db.raw(sql);
}
