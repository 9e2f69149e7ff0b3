import type { Knex } from 'knex';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { lastClosedMonth, monthEndOf, monthOf } from './period.ts';

/** What the tables of counts are kept by, `day` first. */
const TABLES = {
  enrolment_counts: [
    ...['day', 'course_id', 'side', 'sex', 'state_code', 'cvegeo', 'institution_path'],
    ...['network_id', 'month', 'again'],
  ],
  enrolment_band_counts: [
    ...['day', 'course_id', 'side', 'sex', 'state_code', 'institution_path'],
    ...['age_group', 'rank_band', 'month'],
  ],
} as const;
type Table = keyof typeof TABLES;
const NAMES = Object.keys(TABLES) as Table[];
const CHANGED = [...new Set(Object.values(TABLES).flat())];
const MEASURES = ['enrolled', 'started', 'completed', 'certified'] as const;

interface Count extends Record<string, string | number> {
  day: string;
  enrolled: number;
  started: number;
  completed: number;
  certified: number;
}

/** So many changes in a transaction, in which nobody else can write on SQLite. */
const BATCH = 500;
/** So many rows in a statement. */
const ROWS = 100;

/** The day under which something is counted: the last one of its month, once that is over; it may end after its day (`+`). */
export function foldedDay(day: string, closed: string): string {
  const end = monthEndOf(monthOf(day));
  const next = day <= end ? end : monthEndOf(monthAfter(monthOf(day)));
  return next <= closed ? next : day;
}

function monthAfter(month: string): string {
  const first = new Date(`${month}-01T00:00:00.000Z`);
  first.setUTCMonth(first.getUTCMonth() + 1);
  return first.toISOString().slice(0, 7);
}

/** Adds these to the counts of a table, those of like kind together, in one order, so that no two wait for each other. */
async function fold(trx: Db, table: Table, found: readonly Count[], closed: string): Promise<void> {
  const keys = TABLES[table];
  const sums = new Map<string, Count>();
  for (const row of found) {
    const day = foldedDay(row.day, closed);
    const key = keys.map((name) => (name === 'day' ? day : row[name])).join('\u001f');
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...row, day });
    else for (const name of MEASURES) sum[name] += row[name];
  }
  const rows = [...sums]
    .filter(([, sum]) => MEASURES.some((name) => sum[name] !== 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, sum]) => Object.fromEntries([...keys, ...MEASURES].map((name) => [name, sum[name]])));
  const added = Object.fromEntries(
    MEASURES.map((name): [string, Knex.Raw] => [
      name,
      trx.raw('?? + ??', [`${table}.${name}`, `excluded.${name}`]),
    ]),
  );
  for (let from = 0; from < rows.length; from += ROWS)
    await trx(table)
      .insert(rows.slice(from, from + ROWS))
      .onConflict([...keys])
      .merge(added);
}

/** Folds some changes in. Answers how many; those of another process are its own. */
async function foldChanges(db: Db, closed: string, batch: number): Promise<number> {
  return db.transaction(async (trx) => {
    const found: (Count & { id: number })[] = await trx('enrolment_count_changes')
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .select('id', ...CHANGED, ...MEASURES);
    const ids = found.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += ROWS)
      await trx('enrolment_count_changes')
        .whereIn('id', ids.slice(from, from + ROWS))
        .delete();
    for (const table of NAMES) await fold(trx, table, found, closed);
    return found.length;
  });
}

/** Puts the days of the months that are over together, one day after another. */
async function foldMonths(db: Db, table: Table, closed: string): Promise<void> {
  const keys = TABLES[table];
  const [least] = await db(table).orderBy('day').limit(1).pluck<string[]>('day');
  if (least === undefined) return;
  for (
    let month = monthOf(least), after = '';
    ;
    after = monthEndOf(month), month = monthAfter(month)
  ) {
    const end = monthEndOf(month);
    if (end > closed) return;
    const days = await db(table)
      .where('day', '>', after)
      .where('day', '<', end)
      .distinct()
      .pluck<string[]>('day');
    for (const day of days)
      await db.transaction(async (trx) => {
        const found = await trx(table)
          .where({ day })
          .forUpdate()
          .select<Count[]>(...keys, ...MEASURES);
        const those = found.map((row) => keys.map((name) => row[name] ?? ''));
        for (let from = 0; from < those.length; from += ROWS)
          await trx(table)
            .whereIn([...keys], those.slice(from, from + ROWS))
            .delete();
        await fold(trx, table, found, closed);
      });
  }
}

/**
 * Brings what enrolments added to the counts and took from them into the tables that reports read, some at a time. Safe to stop
 * at any moment and to run in several processes: what is counted is the same before and after.
 */
export function foldCounts({ db, clock }: { db: Db; clock: Clock }) {
  let foldedTo = '';
  return async (batch = BATCH): Promise<void> => {
    const closed = lastClosedMonth(clock()).day;
    while ((await foldChanges(db, closed, batch)) === batch);
    if (foldedTo === closed) return;
    for (const table of NAMES) await foldMonths(db, table, closed);
    foldedTo = closed;
  };
}
