import type { Knex } from 'knex';
import { z } from 'zod';
import type { Row } from '../../db/batches.ts';
import { Flag } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { LongReads } from '../../db/dialect/dialect.ts';
import { correctionRepository } from '../assessment/correction-repository.ts';
import type { Correction } from '../assessment/correction.ts';
import { creditsOf, newestOf } from '../assessment/grade.ts';
import type { Answers, Grades } from '../assessment/scoring.ts';
import { answersOf, gradesOf } from '../assessment/records-of-attempts.ts';
import { readSnapshot, type Snapshot } from '../assessment/snapshot.ts';
import { readWith } from './students.ts';

/** An ended attempt that drew an item, with all that its score is made of. */
export interface ScoredAttempt {
  id: string;
  enrolmentId: string;
  quizId: string;
  snapshot: Snapshot;
  answers: Answers;
  grades: Grades;
  corrections: Correction[];
  score: number | null;
  passed: boolean | null;
}

/** Which attempts of a course: those of everybody, or of some groups. */
export interface Reach {
  courseId: string;
  cohortIds: readonly string[] | null;
}

const AttemptRow = z.object({
  id: z.string(),
  enrolment_id: z.string(),
  quiz_id: z.string(),
  snapshot: z.string(),
  score: z.number().nullable(),
  passed: Flag.nullable(),
});
const Id = z.object({ id: z.string() });
const Total = z.object({ total: z.coerce.number() });

/** The ended attempts in reach that may have drawn an item: what the text of a snapshot says is to be looked at again. */
export const within = (db: Db, { courseId, cohortIds }: Reach, itemId: string): Knex.QueryBuilder =>
  db('attempts as a')
    .join('enrolments as e', 'e.id', 'a.enrolment_id')
    .where('e.course_id', courseId)
    .whereNotNull('a.submitted_at')
    .whereLike('a.snapshot', `%"id":"${itemId}"%`)
    .modify((query) => {
      if (cohortIds !== null) void query.whereIn('e.cohort_id', [...cohortIds]);
    });

/**
 * The attempts that may have drawn an item and whose answers are kept, by id. Read beside the pages: of a large course they
 * are very many, and each snapshot is looked through.
 */
export async function attemptsWith(
  db: Db,
  reads: LongReads,
  reach: Reach,
  itemId: string,
): Promise<string[]> {
  const rows = await readWith(reads)(
    within(db, reach, itemId).whereNull('a.answers_erased_at').select('a.id').orderBy('a.id'),
  );
  return rows.map((row) => Id.parse(row).id);
}

/** Attempts that a correction looks at, some at a time. Works on a pool or inside a transaction. */
export const correctionQueries = (db: Db) => ({
  /** Those of some attempts that drew an item. */
  async drew(ids: readonly string[], itemId: string): Promise<ScoredAttempt[]> {
    const rows = (await db('attempts as a')
      .whereIn('a.id', [...ids])
      .whereNull('a.answers_erased_at')
      .select('a.id', 'a.enrolment_id', 'a.quiz_id', 'a.snapshot', 'a.score', 'a.passed')
      .orderBy('a.id')) as Row[];
    const answers = await answersOf(db, ids);
    const grades = await gradesOf(db, ids);
    const corrections = await correctionRepository(db).appliedTo(ids);
    return rows.flatMap((raw) => {
      const row = AttemptRow.parse(raw);
      const snapshot = readSnapshot(row.snapshot);
      if (!snapshot.items.some(({ id }) => id === itemId)) return [];
      return [
        {
          id: row.id,
          enrolmentId: row.enrolment_id,
          quizId: row.quiz_id,
          snapshot,
          answers: answers.get(row.id) ?? new Map<string, string[]>(),
          grades: creditsOf(newestOf(grades.get(row.id) ?? [])),
          corrections: corrections.get(row.id) ?? [],
          score: row.score,
          passed: row.passed,
        },
      ];
    });
  },

  /** How many cannot be scored anew, since what was answered is erased. */
  async erased(reads: LongReads, reach: Reach, itemId: string): Promise<number> {
    const [row] = await readWith(reads)(
      within(db, reach, itemId).whereNotNull('a.answers_erased_at').count({ total: 'a.id' }),
    );
    return Total.parse(row).total;
  },
});
