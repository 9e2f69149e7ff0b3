import type { Knex } from 'knex';
import type { Dialect } from '../src/db/dialect/dialect.ts';

const STANDING = ['side', 'sex', 'state_code', 'cvegeo', 'institution_path', 'network_id'];
/** How old she was that year, and the band of her rank. */
const BANDS = ['age_group', 'rank_band'];
const COUNTED = ['course_id', ...STANDING, 'month', 'again'];
/** By bands nothing is counted below the state. */
const BANDED = ['course_id', 'side', 'sex', 'state_code', 'institution_path', ...BANDS, 'month'];
const KEYS = [...COUNTED, ...BANDS];
const MEASURES = ['enrolled', 'started', 'completed', 'certified'];

const listed = (names: readonly string[], of = ''): string =>
  names.map((name) => of + name).join(', ');

/** The days of one enrolment: `e` enrolled, `w` withdrawn, `s` started, `c` completed, `k` certified, until the end of `u`. */
function daysOf(row: string, dialect: Dialect, from = ''): string {
  const begun = `coalesce(${dialect.dayOf(`${row}.started_at`)}, ${row}.tried_on)`;
  const filled = [...STANDING, ...BANDS]
    .map((name) => `coalesce(${row}.${name}, '') as ${name}`)
    .join(', ');
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
const summed = (changes: string, keys: readonly string[], day = 'day'): string => `
  select ${day}, ${listed(keys)}, ${MEASURES.map((name) => `sum(${name})`).join(', ')}
    from (${changes}) changes
   group by ${day}, ${listed(keys)}
  having ${MEASURES.map((name) => `sum(${name}) <> 0`).join(' or ')}`;

const into = (table: string, keys: readonly string[]): string =>
  `insert into ${table} (day, ${listed(keys)}, ${listed(MEASURES)})`;

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
 * Enrolments are counted by age group and band of rank as well, in a table of their own (`enrolment_band_counts`): with both among the
 * keys of `enrolment_counts` nearly every enrolment would have a row there. The changes hold all keys, and are folded into both.
 */
export async function up(db: Knex, dialect: Dialect): Promise<void> {
  const typed = (name: string): string =>
    `${name} ${name === 'institution_path' ? dialect.byteText : 'text'} not null`;
  const measures = MEASURES.map((name) => `${name} integer not null`).join(', ');
  await db.raw(
    `create table enrolment_band_counts (day ${dialect.byteText} not null, ${BANDED.map(typed).join(', ')}, ${measures},
     primary key (day, ${listed(BANDED)})) ${dialect.clustered}`,
  );
  for (const name of ['counted', 'uncounted', 'recounted'])
    for (const sql of dialect.dropEachRow(`enrolments_${name}`, 'enrolments')) await db.raw(sql);
  await db.schema.dropTable('enrolment_count_changes');
  await db.schema.createTable('enrolment_count_changes', (table) => {
    table.bigIncrements('id');
    table.specificType('day', dialect.byteText).notNullable();
    for (const name of KEYS)
      table
        .specificType(name, name === 'institution_path' ? dialect.byteText : 'text')
        .notNullable();
    for (const name of MEASURES) table.integer(name).notNullable();
  });

  const month = closedMonths()
    .map((end) => `when day <= '${end}' then '${end}'`)
    .join(' ');
  const all = changesOf(daysOf('e', dialect, 'from enrolments e'), 1);
  // What had not been folded in is counted as well.
  await db('enrolment_counts').delete();
  for (const [table, keys] of [
    ['enrolment_counts', COUNTED],
    ['enrolment_band_counts', BANDED],
  ] as const)
    await db.raw(into(table, keys) + summed(all, keys, `case ${month} else day end`));

  await db.schema.alterTable('enrolments', (table) => {
    table.dropIndex([], 'enrolments_counts_index');
  });
  await db.schema.alterTable('enrolments', (table) => {
    table.index(
      [
        ...['course_id', ...STANDING, 'enrolled_on', 'cohort_id', ...BANDS, 'status'],
        ...['withdrawn_at', 'started_at', 'tried_on', 'completed_on', 'certified_on'],
        'certified_until',
      ],
      'enrolments_counts_index',
    );
  });

  const counted = [
    ...['course_id', ...STANDING, ...BANDS, 'enrolled_on', 'status', 'withdrawn_at', 'started_at'],
    ...['tried_on', 'completed_on', 'certified_on', 'certified_until', 'again'],
  ];
  const count = (changes: string): string =>
    into('enrolment_count_changes', KEYS) + summed(changes, KEYS);
  const added = changesOf(daysOf('new', dialect), 1);
  const gone = changesOf(daysOf('old', dialect), -1);
  const triggers = [
    dialect.eachRow('enrolments_counted', 'insert', 'enrolments', [count(added)]),
    dialect.eachRow('enrolments_uncounted', 'delete', 'enrolments', [count(gone)]),
    dialect.eachRow('enrolments_recounted', { update: counted }, 'enrolments', [
      count(`${gone} union all ${added}`),
    ]),
  ];
  for (const sql of triggers.flat()) await db.raw(sql);
}
