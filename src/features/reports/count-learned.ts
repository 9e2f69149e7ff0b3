import type { Knex } from 'knex';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { changesOf, type Learned } from './learned.ts';
import { learnedIn } from './learned-facts.ts';
import { monthOf } from './period.ts';

const Noted = z.array(z.object({ id: z.coerce.number(), enrolment_id: z.string() }));
const Known = z.array(z.object({ enrolment_id: z.string(), learned: z.string() }));

/** What the sums are kept by, in the order of their key. */
export const LEARNED_KEYS = ['course_id', 'what', 'side', 'state_code', 'month', 'at'] as const;
export const LEARNED_SUMS = ['people', 'asked', 'correct'] as const;
type Sum = Record<(typeof LEARNED_KEYS)[number], string> &
  Record<(typeof LEARNED_SUMS)[number], number>;

/** So many notes in a transaction, in which nobody else can write on SQLite. */
const BATCH = 100;
/** So many rows in a statement. */
const ROWS = 100;

/** What `learning_kept` holds: our own JSON. */
export const readLearned = (text: string): Learned => JSON.parse(text) as Learned;

/** The rows that an enrolment adds to the sums. */
export const sumsOf = (learned: Learned): Sum[] =>
  changesOf(learned).map(({ what, day, ...sums }) => ({
    course_id: learned.course,
    side: learned.side,
    state_code: learned.state,
    what,
    month: monthOf(learned.began),
    at: monthOf(day),
    ...sums,
  }));

/** Adds to the sums what enrolments came to add, less what they added before; in one order, so that no two wait for each other. */
async function addUp(trx: Db, changed: readonly { learned: Learned; sign: 1 | -1 }[]) {
  const sums = new Map<string, Sum>();
  for (const { learned, sign } of changed)
    for (const row of sumsOf(learned)) {
      const key = LEARNED_KEYS.map((name) => row[name]).join('\u001f');
      const sum = sums.get(key) ?? { ...row, people: 0, asked: 0, correct: 0 };
      for (const name of LEARNED_SUMS) sum[name] += sign * row[name];
      sums.set(key, sum);
    }
  const rows = [...sums]
    .filter(([, sum]) => LEARNED_SUMS.some((name) => sum[name] !== 0))
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, sum]) => sum);
  const added = Object.fromEntries(
    LEARNED_SUMS.map((name): [string, Knex.Raw] => [
      name,
      trx.raw('?? + ??', [`learning_counts.${name}`, `excluded.${name}`]),
    ]),
  );
  for (let from = 0; from < rows.length; from += ROWS)
    await trx('learning_counts')
      .insert(rows.slice(from, from + ROWS))
      .onConflict([...LEARNED_KEYS])
      .merge(added);
}

/**
 * Works through the enrolments of which something was noted, some at a time: works out what each of them adds now, and mends the
 * sums by the difference. Safe to stop at any moment; what several processes do of one course they do one after the other.
 */
export function countLearned({ db, versions }: { db: Db; versions: Pick<CourseVersions, 'byId'> }) {
  async function some(batch: number): Promise<number> {
    return db.transaction(async (trx) => {
      const noted = Noted.parse(
        await trx('learning_changes')
          .orderBy('id')
          .limit(batch)
          .forUpdate()
          .select('id', 'enrolment_id'),
      );
      if (noted.length === 0) return 0;
      const ids = [...new Set(noted.map((note) => note.enrolment_id))].sort();
      const of = trx('enrolments').whereIn('id', ids).select('course_id');
      const courses = trx('courses').select('id').whereIn('id', of);
      await courses.orderBy('id').forNoKeyUpdate();
      const known = Known.parse(
        await trx('learning_kept').whereIn('enrolment_id', ids).select('enrolment_id', 'learned'),
      );
      const before = new Map(known.map((row) => [row.enrolment_id, readLearned(row.learned)]));
      const now = await learnedIn(trx, versions, ids, before);
      await addUp(
        trx,
        ids.flatMap((id) => {
          const [old, learned] = [before.get(id), now.get(id)];
          return [
            ...(old === undefined ? [] : [{ learned: old, sign: -1 as const }]),
            ...(learned === undefined ? [] : [{ learned, sign: 1 as const }]),
          ];
        }),
      );
      const rows = [...now].map(([enrolment_id, learned]) => ({
        enrolment_id,
        learned: JSON.stringify(learned),
      }));
      if (rows.length > 0)
        await trx('learning_kept').insert(rows).onConflict('enrolment_id').merge(['learned']);
      const gone = ids.filter((id) => !now.has(id));
      await trx('learning_kept').whereIn('enrolment_id', gone).delete();
      await trx('learning_changes')
        .whereIn(
          'id',
          noted.map(({ id }) => id),
        )
        .delete();
      return noted.length;
    });
  }

  return async (batch = BATCH): Promise<void> => {
    while ((await some(batch)) === batch);
  };
}
