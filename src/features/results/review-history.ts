import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';

/** An attempt of the same person at the same quiz. */
export interface Sibling {
  id: string;
  number: number;
  score: number | null;
}

const SiblingRow = z.object({
  id: z.string(),
  number: z.number(),
  score: z.number().nullable(),
});

const GivenRow = z.object({ given_at: Instant });

/** All that happened around an attempt, beside what it holds itself. */
export interface AttemptHistory {
  /** Her attempts at this quiz, this one among them. */
  attempts: Sibling[];
  /** When she was given others. */
  given: Date[];
}

/** The attempts at a quiz within an enrolment, and those that were given beside its rule. */
export async function historyOf(
  db: Db,
  enrolmentId: string,
  quizId: string,
): Promise<AttemptHistory> {
  const at = { enrolment_id: enrolmentId, quiz_id: quizId };
  const attempts: unknown[] = await db('attempts')
    .where(at)
    .select('id', 'number', 'score')
    .orderBy('number');
  const given: unknown[] = await db('extra_attempts')
    .where(at)
    .select('given_at')
    .orderBy(['given_at', 'id']);
  return {
    attempts: attempts.map((row) => SiblingRow.parse(row)),
    given: given.map((row) => GivenRow.parse(row).given_at),
  };
}
