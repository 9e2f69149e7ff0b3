import type { Knex } from 'knex';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { lastClosedMonth, monthEndOf, monthOf } from './period.ts';

const KEYS = [
  ...['day', 'course_id', 'side', 'sex', 'state_code', 'cvegeo', 'institution_path'],
  ...['network_id', 'month', 'again'],
] as const;
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

/** Adds these to the counts, those of like kind together, in one order, so that no two wait for each other. */
async function fold(trx: Db, found: readonly Count[], closed: string): Promise<void> {
  const sums = new Map<string, Count>();
  for (const row of found) {
    const day = foldedDay(row.day, closed);
    const key = KEYS.map((name) => (name === 'day' ? day : row[name])).join('\u001f');
    const sum = sums.get(key);
    if (sum === undefined) sums.set(key, { ...row, day });
    else for (const name of MEASURES) sum[name] += row[name];
  }
  const rows = [...sums]
    .filter(([, sum]) => MEASURES.some((name) => sum[name] !== 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, sum]) => Object.fromEntries([...KEYS, ...MEASURES].map((name) => [name, sum[name]])));
  const added = Object.fromEntries(
    MEASURES.map((name): [string, Knex.Raw] => [
      name,
      trx.raw('?? + ??', [`enrolment_counts.${name}`, `excluded.${name}`]),
    ]),
  );
  for (let from = 0; from < rows.length; from += ROWS)
    await trx('enrolment_counts')
      .insert(rows.slice(from, from + ROWS))
      .onConflict([...KEYS])
      .merge(added);
}

/** Folds some changes in. Answers how many; those of another process are its own. */
async function foldChanges(db: Db, closed: string, batch: number): Promise<number> {
  return db.transaction(async (trx) => {
    const found: (Count & { id: number })[] = await trx('enrolment_count_changes')
      .orderBy('id')
      .limit(batch)
      .forUpdate()
      .select('id', ...KEYS, ...MEASURES);
    const ids = found.map(({ id }) => id);
    for (let from = 0; from < ids.length; from += ROWS)
      await trx('enrolment_count_changes')
        .whereIn('id', ids.slice(from, from + ROWS))
        .delete();
    await fold(trx, found, closed);
    return found.length;
  });
}

/** Puts the days of the months that are over together, one day after another. */
async function foldMonths(db: Db, closed: string): Promise<void> {
  const [least] = await db('enrolment_counts').orderBy('day').limit(1).pluck<string[]>('day');
  if (least === undefined) return;
  for (
    let month = monthOf(least), after = '';
    ;
    after = monthEndOf(month), month = monthAfter(month)
  ) {
    const end = monthEndOf(month);
    if (end > closed) return;
    const days = await db('enrolment_counts')
      .where('day', '>', after)
      .where('day', '<', end)
      .distinct()
      .pluck<string[]>('day');
    for (const day of days)
      await db.transaction(async (trx) => {
        const found = await trx('enrolment_counts')
          .where({ day })
          .forUpdate()
          .select<Count[]>(...KEYS, ...MEASURES);
        const keys = found.map((row) => KEYS.map((name) => row[name] ?? ''));
        for (let from = 0; from < keys.length; from += ROWS)
          await trx('enrolment_counts')
            .whereIn([...KEYS], keys.slice(from, from + ROWS))
            .delete();
        await fold(trx, found, closed);
      });
  }
}

/**
 * Brings what enrolments added to the counts and took from them into the table that reports read, some at a time. Safe to stop
 * at any moment and to run in several processes: what is counted is the same before and after.
 */
export function foldCounts({ db, clock }: { db: Db; clock: Clock }) {
  let foldedTo = '';
  return async (batch = BATCH): Promise<void> => {
    const closed = lastClosedMonth(clock()).day;
    while ((await foldChanges(db, closed, batch)) === batch);
    if (foldedTo === closed) return;
    await foldMonths(db, closed);
    foldedTo = closed;
  };
}
