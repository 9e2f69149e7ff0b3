import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

/** What enrolments are counted by. `again` says whether their person has been counted before (see below). */
const KEYS = [
  ...['course_id', 'side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'],
  ...['month', 'again'],
];
const MEASURES = ['enrolled', 'started', 'completed', 'certified'];
/** Where a person stands on the day that she enrols. */
const STANDING = ['side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'];

const listed = (names: readonly string[], of = ''): string =>
  names.map((name) => of + name).join(', ');

/** The days of one enrolment: `e` enrolled, `w` withdrawn, `s` started, `c` completed, `k` certified, until the end of `u`. */
function daysOf(row: string, dialect: Dialect, from = ''): string {
  const begun = `coalesce(${dialect.dayOf(`${row}.started_at`)}, ${row}.tried_on)`;
  const filled = STANDING.map((name) => `coalesce(${row}.${name}, '') as ${name}`).join(', ');
  return `select ${row}.course_id as course_id, ${filled},
    substr(${row}.enrolled_on, 1, 7) as month, coalesce(${row}.again, '') as again, ${row}.enrolled_on as e,
    case when ${row}.status = 'withdrawn' then coalesce(${dialect.dayOf(`${row}.withdrawn_at`)}, '') end as w,
    case when ${row}.completed_on is null or ${begun} < ${row}.completed_on then ${begun} else ${row}.completed_on end as s,
    ${row}.completed_on as c,
    case when ${row}.certified_on is null or ${row}.certified_on > ${row}.completed_on then
      case when ${row}.completed_on is not null then ${row}.certified_on end else ${row}.completed_on end as k,
    ${row}.certified_until as u ${from}`;
}

/**
 * What one enrolment adds to the counts, each from some day on, and takes from them when it is withdrawn. A day with a plus
 * is over: what is in force until the 30th counts no longer "from 30+", before the 31st or the 1st.
 */
const changesOf = (days: string, sign: 1 | -1): string => `
  select case when g.sign < 0 and d.w > d.day then d.w else d.day end as day, ${listed(KEYS, 'd.')},
         ${String(sign)} * g.sign * (case when d.n = 1 then 1 else 0 end) as enrolled,
         ${String(sign)} * g.sign * (case when d.n = 2 then 1 else 0 end) as started,
         ${String(sign)} * g.sign * (case when d.n = 3 then 1 else 0 end) as completed,
         ${String(sign)} * g.sign * (case when d.n = 4 then 1 when d.n = 5 then -1 else 0 end) as certified
    from (select ${listed(KEYS, 'p.')}, p.w, p.n, case when p.at > p.e then p.at else p.e end as day
            from (select ${listed(KEYS, 'f.')}, f.e, f.w, n.n,
                         case n.n when 1 then f.e when 2 then f.s when 3 then f.c when 4 then f.k
                         else case when f.k is null or f.u is null then null
                              when f.u || '+' > f.k then f.u || '+' else f.k end end as at
                    from (${days}) f
                   cross join (select 1 as n union all select 2 union all select 3 union all select 4 union all select 5) n
                 ) p
           where p.at is not null) d
   cross join (select 1 as sign union all select -1) g
   where g.sign > 0 or d.w is not null`;

/** Their sums, where there are any. */
const summed = (changes: string, day = 'day'): string => `
  select ${day}, ${listed(KEYS)}, ${MEASURES.map((name) => `sum(${name})`).join(', ')}
    from (${changes}) changes
   group by ${day}, ${listed(KEYS)}
  having ${MEASURES.map((name) => `sum(${name}) <> 0`).join(' or ')}`;

const into = (table: string): string =>
  `insert into ${table} (day, ${listed(KEYS)}, ${listed(MEASURES)})`;

/** Writes `again` of all enrolments of one person, or of everybody. */
function linking(dialect: Dialect, person?: string): string {
  // Which of two of one day comes first is the same on both engines.
  const bytes = dialect.byteText.replace('text', '');
  const only = person === undefined ? '' : `and person_id = ${person}`;
  const differs = STANDING.map(
    (name) => `min(coalesce(${name}, '')) <> max(coalesce(${name}, ''))`,
  ).join(' or ');
  return `update enrolments set again = linked.again
    from (select o.id as id, case when p.apart = 1 then '~' else
                 lag(substr(o.enrolled_on, 1, 7)) over (partition by o.person_id order by o.enrolled_on, o.id ${bytes}) end as again
            from enrolments o
            join (select person_id, case when count(distinct course_id) < count(*) or ${differs} then 1 else 0 end as apart
                    from enrolments where status <> 'withdrawn' ${only} group by person_id) p on p.person_id = o.person_id
           where o.status <> 'withdrawn'
          union all
          select id, cast(null as text) from enrolments where status = 'withdrawn' ${only}) linked
    where linked.id = enrolments.id and enrolments.again is distinct from linked.again`;
}

/** Writes the day of the first attempt of one enrolment. */
const trying = (dialect: Dialect, id: string): string => {
  const first = `(select min(${dialect.dayOf('a.started_at')}) from attempts a where a.enrolment_id = ${id})`;
  return `update enrolments set tried_on = ${first} where id = ${id} and tried_on is distinct from ${first}`;
};

/** The last days of all months that are over. */
function closedMonths(): string[] {
  const now = new Date(Date.now() - 6 * 3_600_000);
  const ends: string[] = [];
  for (let month = 1; ; month += 1) {
    const end = new Date(Date.UTC(2020, month, 0));
    if (end.getTime() >= Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 1)) return ends;
    ends.push(end.toISOString().slice(0, 10));
  }
}

/**
 * Counts of enrolments are kept beside them: `enrolment_counts` holds what the days of each month added and took,
 * `enrolment_count_changes` what came in since it was last folded in. Triggers write the changes, so that every way of writing
 * an enrolment counts, and they only add rows, so that nobody waits for another one's count. The sum of both up to a day is what
 * counting the rows would give.
 *
 * People are counted once by `again`: the month of the enrolment that their person had before, null for her first one. Whoever
 * stands where she stood, once in each course, is counted in a period by the one enrolment that had none before it there. All
 * others are marked `~` and counted from the rows.
 */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  await db.schema.alterTable('enrolments', (table) => {
    /** The day of the first attempt at any of its tests: who tried the opening test has begun. */
    table.string('tried_on', 10);
    table.string('again', 7);
  });
  await db.schema.alterTable('enrolments', (table) => {
    table.dropIndex([], 'enrolments_counts_index');
  });
  const keys = `course_id text not null, side text not null, sex text not null, state_code text not null, cvegeo text not null,
    institution_path ${dialect.byteText} not null, network_id text not null, month text not null, again text not null`;
  const measures = MEASURES.map((name) => `${name} integer not null`).join(', ');
  await db.raw(
    `create table enrolment_counts (day ${dialect.byteText} not null, ${keys}, ${measures},
     primary key (day, ${listed(KEYS)})) ${dialect.clustered}`,
  );
  await db.schema.createTable('enrolment_count_changes', (table) => {
    table.bigIncrements('id');
    table.specificType('day', dialect.byteText).notNullable();
    for (const name of KEYS)
      table
        .specificType(name, name === 'institution_path' ? dialect.byteText : 'text')
        .notNullable();
    for (const name of MEASURES) table.integer(name).notNullable();
  });

  await db.raw(
    `update enrolments set tried_on = a.day
       from (select enrolment_id, min(${dialect.dayOf('started_at')}) as day from attempts group by enrolment_id) a
      where a.enrolment_id = enrolments.id`,
  );
  await db.raw(linking(dialect));
  const month = closedMonths()
    .map((end) => `when day <= '${end}' then '${end}'`)
    .join(' ');
  await db.raw(
    into('enrolment_counts') +
      summed(changesOf(daysOf('e', dialect, 'from enrolments e'), 1), `case ${month} else day end`),
  );

  await db.schema.alterTable('enrolments', (table) => {
    table.index(
      [
        ...['course_id', 'side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'],
        ...['enrolled_on', 'cohort_id', 'status', 'withdrawn_at', 'started_at', 'tried_on'],
        ...['completed_on', 'certified_on', 'certified_until'],
      ],
      'enrolments_counts_index',
    );
  });
  await db.raw(`create index enrolments_apart_index on enrolments (person_id) where again = '~'`);
  await db.raw(
    `create index enrolments_withdrawn_index on enrolments (withdrawn_at) where status = 'withdrawn'`,
  );

  const counted = [
    ...['course_id', ...STANDING, 'enrolled_on', 'status', 'withdrawn_at', 'started_at'],
    ...['tried_on', 'completed_on', 'certified_on', 'certified_until', 'again'],
  ];
  const linked = ['person_id', 'course_id', ...STANDING, 'enrolled_on', 'status'];
  const count = (changes: string): string => into('enrolment_count_changes') + summed(changes);
  const added = changesOf(daysOf('new', dialect), 1);
  const gone = changesOf(daysOf('old', dialect), -1);
  const triggers = [
    dialect.eachRow('enrolments_counted', 'insert', 'enrolments', [count(added)]),
    dialect.eachRow('enrolments_uncounted', 'delete', 'enrolments', [count(gone)]),
    dialect.eachRow('enrolments_recounted', { update: counted }, 'enrolments', [
      count(`${gone} union all ${added}`),
    ]),
    dialect.eachRow('enrolments_linked', 'insert', 'enrolments', [
      linking(dialect, 'new.person_id'),
    ]),
    dialect.eachRow('enrolments_unlinked', 'delete', 'enrolments', [
      linking(dialect, 'old.person_id'),
    ]),
    dialect.eachRow('enrolments_relinked', { update: linked }, 'enrolments', [
      linking(dialect, 'old.person_id'),
      linking(dialect, 'new.person_id'),
    ]),
    dialect.eachRow('attempts_tried', 'insert', 'attempts', [trying(dialect, 'new.enrolment_id')]),
    dialect.eachRow('attempts_untried', 'delete', 'attempts', [
      trying(dialect, 'old.enrolment_id'),
    ]),
    dialect.eachRow('attempts_retried', { update: ['enrolment_id', 'started_at'] }, 'attempts', [
      trying(dialect, 'old.enrolment_id'),
      trying(dialect, 'new.enrolment_id'),
    ]),
  ];
  for (const sql of triggers.flat()) await db.raw(sql);
}
