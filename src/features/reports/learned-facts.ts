import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { dayOf } from '../../lib/clock.ts';
import { correctionRepository } from '../assessment/correction-repository.ts';
import { creditsOf, newestOf } from '../assessment/grade.ts';
import { readSnapshot } from '../assessment/snapshot.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { answersOf, gradesOf } from '../assessment/records-of-attempts.ts';
import { stepDays, tallyOf, type HandedIn, type Learned, type TestTally } from './learned.ts';

const Enrolments = z.array(
  z.object({
    id: z.string(),
    course_id: z.string(),
    version_id: z.string(),
    side: z.string(),
    state_code: z.string().nullable(),
    enrolled_on: z.string(),
    completed_on: z.string().nullable(),
    status: z.string(),
    withdrawn_at: Instant.nullable(),
  }),
);
const Lessons = z.array(
  z.object({ enrolment_id: z.string(), lesson_id: z.string(), done_at: Instant }),
);
const Attempts = z.array(
  z.object({
    id: z.string(),
    enrolment_id: z.string(),
    quiz_id: z.string(),
    number: z.number(),
    submitted_at: Instant,
    answers_erased_at: Instant.nullable(),
    score: z.number().nullable(),
    passed: Flag.nullable(),
  }),
);
const Snapshots = z.array(z.object({ id: z.string(), snapshot: z.string() }));

function grouped<T extends { enrolment_id: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(row.enrolment_id);
    if (group === undefined) groups.set(row.enrolment_id, [row]);
    else group.push(row);
  }
  return groups;
}

/**
 * What each of these enrolments adds, as it is now; those that are gone are not there. Of a test whose answers were erased it
 * stands as it was worked out before.
 */
export async function learnedIn(
  trx: Db,
  versions: Pick<CourseVersions, 'byId'>,
  ids: readonly string[],
  before: ReadonlyMap<string, Learned>,
): Promise<Map<string, Learned>> {
  const enrolments = Enrolments.parse(
    await trx('enrolments')
      .whereIn('id', [...ids])
      .select(Object.keys(Enrolments.element.shape)),
  );
  const lessons = grouped(
    Lessons.parse(
      await trx('lesson_progress')
        .whereIn('enrolment_id', [...ids])
        .whereNotNull('done_at')
        .select('enrolment_id', 'lesson_id', 'done_at'),
    ),
  );
  const attempts = grouped(
    Attempts.parse(
      await trx('attempts')
        .whereIn('enrolment_id', [...ids])
        .whereNotNull('submitted_at')
        .select(Object.keys(Attempts.element.shape)),
    ),
  );
  const found = new Map<string, Learned>();
  const tests: { id: string; day: string; into: TestTally[] }[] = [];
  for (const row of enrolments) {
    const document = (await versions.byId(row.version_id))?.document;
    if (document === undefined) continue;
    const closing = new Set(
      document.quizzes.filter(({ kind }) => kind === 'posttest').map(({ id }) => id),
    );
    const known = new Map(before.get(row.id)?.tests.map((test) => [test.attempt, test]));
    const kept: TestTally[] = [];
    const handedIn = (attempts.get(row.id) ?? []).map((attempt): HandedIn => {
      const day = dayOf(attempt.submitted_at);
      if (attempt.number === 1 && attempt.score !== null && closing.has(attempt.quiz_id)) {
        const old = known.get(attempt.id);
        if (attempt.answers_erased_at === null) tests.push({ id: attempt.id, day, into: kept });
        else if (old !== undefined) kept.push(old);
      }
      return {
        id: attempt.id,
        quizId: attempt.quiz_id,
        number: attempt.number,
        day,
        isScored: attempt.score !== null,
        passed: attempt.passed,
      };
    });
    found.set(row.id, {
      course: row.course_id,
      side: row.side,
      state: row.state_code ?? '',
      began: row.enrolled_on,
      gone: row.status === 'withdrawn' ? dayOf(row.withdrawn_at ?? new Date(0)) : null,
      steps: stepDays(document, {
        lessons: (lessons.get(row.id) ?? []).map((one) => ({
          id: one.lesson_id,
          day: dayOf(one.done_at),
        })),
        attempts: handedIn,
        completedOn: row.completed_on,
      }),
      tests: kept,
    });
  }
  await tally(trx, tests);
  return found;
}

/** Works out how each of these attempts was answered. */
async function tally(
  trx: Db,
  tests: readonly { id: string; day: string; into: TestTally[] }[],
): Promise<void> {
  const ids = tests.map(({ id }) => id);
  const rows = Snapshots.parse(await trx('attempts').whereIn('id', ids).select('id', 'snapshot'));
  const snapshots = new Map(rows.map(({ id, snapshot }) => [id, snapshot]));
  const answers = await answersOf(trx, ids);
  const grades = await gradesOf(trx, ids);
  const corrections = await correctionRepository(trx).appliedTo(ids);
  for (const { id, day, into } of tests)
    into.push({
      attempt: id,
      day,
      of: tallyOf(
        readSnapshot(snapshots.get(id) ?? '{"items":[]}'),
        answers.get(id) ?? new Map<string, readonly string[]>(),
        creditsOf(newestOf(grades.get(id) ?? [])),
        corrections.get(id) ?? [],
      ),
    });
}
