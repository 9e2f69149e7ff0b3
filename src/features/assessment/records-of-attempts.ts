import { z } from 'zod';
import type { Row } from '../../db/batches.ts';
import type { Db } from '../../db/connection.ts';
import { GradeRow } from './grade-repository.ts';
import type { Grade } from './grade.ts';
import { readResponse } from './repository.ts';
import type { Answers } from './scoring.ts';

const AnswerRow = z.object({ attempt_id: z.string(), item_id: z.string(), response: z.string() });
const OfAttempt = z.object({ attempt_id: z.string() });

/** What was answered in these attempts. */
export async function answersOf(db: Db, ids: readonly string[]): Promise<Map<string, Answers>> {
  const rows = (await db('attempt_answers').whereIn('attempt_id', [...ids])) as Row[];
  const found = new Map<string, Map<string, string[]>>();
  for (const row of rows) {
    const { attempt_id: id, item_id: item, response } = AnswerRow.parse(row);
    const ofAttempt = found.get(id) ?? new Map<string, string[]>();
    found.set(id, ofAttempt.set(item, readResponse(response)));
  }
  return found;
}

/** The grades of these attempts, in the order in which they were given. */
export async function gradesOf(db: Db, ids: readonly string[]): Promise<Map<string, Grade[]>> {
  const rows = (await db('attempt_grades')
    .whereIn('attempt_id', [...ids])
    .orderBy(['attempt_id', 'item_id', 'number'])) as Row[];
  const found = new Map<string, Grade[]>();
  for (const row of rows) {
    const { attempt_id: id } = OfAttempt.parse(row);
    found.set(id, [...(found.get(id) ?? []), GradeRow.parse(row)]);
  }
  return found;
}
