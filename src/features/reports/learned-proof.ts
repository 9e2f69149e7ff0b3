import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { Db } from '../../db/connection.ts';
import { LEARNED_KEYS, LEARNED_SUMS, readLearned, sumsOf } from './count-learned.ts';

const Row = z.object({ learned: z.string() });

/** The courses whose sums are not what is kept of their enrolments. */
export async function* wrongLearned(db: Db): AsyncGenerator<string> {
  const left = new Map<string, { course: string; by: number[] }>();
  const add = (row: Record<string, unknown>, sign: 1 | -1): void => {
    const key = LEARNED_KEYS.map((name) => String(row[name])).join('\u001f');
    const found = left.get(key) ?? {
      course: String(row['course_id']),
      by: LEARNED_SUMS.map(() => 0),
    };
    found.by = LEARNED_SUMS.map((name, at) => (found.by[at] ?? 0) + sign * Number(row[name]));
    if (found.by.every((by) => by === 0)) left.delete(key);
    else left.set(key, found);
  };
  for await (const rows of batches(db('learning_kept'), ['enrolment_id']))
    for (const row of rows)
      for (const sum of sumsOf(readLearned(Row.parse(row).learned))) add(sum, 1);
  for await (const rows of batches(db('learning_counts'), [...LEARNED_KEYS]))
    for (const row of rows) add(row, -1);
  yield* new Set([...left.values()].map(({ course }) => course));
}
