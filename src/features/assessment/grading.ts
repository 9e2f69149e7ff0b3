import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { correctionRepository } from './correction-repository.ts';
import { corrected } from './correction.ts';
import { creditsOf, newestOf } from './grade.ts';
import { gradeRepository } from './grade-repository.ts';
import type { Credit } from './item-kind.ts';
import { isRemoved } from './removed-answers.ts';
import { attemptRepository, type LockedAttempt } from './repository.ts';
import { creditOf, scoreOf, waitingIn, type Answers, type Grades, type Score } from './scoring.ts';
import type { Snapshot } from './snapshot.ts';

/** What a grader says about one item of an attempt. */
export interface Grading {
  attemptId: string;
  itemId: string;
  /** Whole numbers: 7 of 10. */
  credit: Credit;
  /** For the person who answered. */
  comment: string | null;
  graderId: string;
}

export interface Graded {
  /** Items that still wait for a grade. */
  waiting: string[];
  /** Null while anything waits. */
  score: Score | null;
  personId: string;
  enrolmentId: string;
}

/** Grades an item inside the caller's transaction. */
export type GradeItem = (trx: Db, grading: Grading) => Promise<Graded>;

/** Counts an item whole inside the caller's transaction. */
export type ExcuseItem = (trx: Db, excused: Omit<Grading, 'credit' | 'comment'>) => Promise<Graded>;

interface Needs {
  clock: Clock;
  onStepDone: OnStepDone;
}

/**
 * Keeps a grade beside the earlier ones; the newest counts. With the last one that was missing the attempt has its score,
 * and a passed attempt may complete the course. Whoever calls has made sure that the grader may.
 * Refuses what a person does not grade (`grading.notByHand`), an attempt that is open or whose answers are erased
 * (`grading.notHandedIn`, `grading.erased`), and a share that is none (`grading.outOfRange`). A grade that would take a
 * pass away is refused as well (`grading.takesPass`): that is a correction, and not made in passing.
 */
export const gradeItem =
  (needs: Needs): GradeItem =>
  async (trx, grading) => {
    const { attemptId, itemId } = grading;
    const { attempt, snapshot, answers, grades } = await gradable(trx, attemptId);
    if (await isRemoved(trx, { attemptId, itemId }))
      throw new Refusal('conflict', 'grading.erased');
    if (!isShare(grading.credit)) throw new Refusal('invalid', 'grading.outOfRange');
    const item = snapshot.items.find(({ id }) => id === itemId);
    const isByHand = grades.has(itemId) || (item !== undefined && creditOf(item, answers) === null);
    if (item === undefined || !isByHand) throw new Refusal('conflict', 'grading.notByHand');
    return give(trx, { attempt, snapshot, answers }, grading, needs);
  };

/**
 * Gives an item its whole worth, whatever was answered and whatever was given for it before, as a grade beside the earlier
 * ones. A score never goes down by it. Refuses an attempt that is open or whose answers are erased.
 */
export const excuseItem =
  (needs: Needs): ExcuseItem =>
  async (trx, excused) => {
    const found = await gradable(trx, excused.attemptId);
    return give(trx, found, { ...excused, credit: { of: 100, earned: 100 }, comment: null }, needs);
  };

interface Gradable {
  attempt: LockedAttempt;
  snapshot: Snapshot;
  answers: Answers;
}

/** An attempt that was handed in, locked, with its corrections and the grades that count. */
async function gradable(trx: Db, id: string): Promise<Gradable & { grades: Grades }> {
  const attempts = attemptRepository(trx);
  const attempt = await attempts.lock(id, '');
  if (attempt === null) throw new Refusal('not-found', 'error.notFound');
  if (attempt.submittedAt === null) throw new Refusal('conflict', 'grading.notHandedIn');
  if (attempt.answersErasedAt !== null) throw new Refusal('conflict', 'grading.erased');
  const applied = await correctionRepository(trx).appliedTo([id]);
  return {
    attempt,
    snapshot: corrected(attempt.snapshot, applied.get(id) ?? []),
    answers: await attempts.answers(id),
    grades: creditsOf(newestOf(await gradeRepository(trx).of(id))),
  };
}

async function give(
  trx: Db,
  { attempt, snapshot, answers }: Gradable,
  { attemptId, itemId, credit, comment, graderId }: Grading,
  { clock, onStepDone }: Needs,
): Promise<Graded> {
  const { personId, enrolmentId } = attempt;
  const grades = gradeRepository(trx);
  await grades.add(attemptId, { itemId, credit, comment, graderId, at: clock() });
  const credits = creditsOf(newestOf(await grades.of(attemptId)));
  const waiting = waitingIn(snapshot, answers, credits);
  if (waiting.length > 0) return { waiting, score: null, personId, enrolmentId };

  const score = scoreOf(snapshot, answers, credits);
  if (attempt.passed === true && score.passed === false)
    throw new Refusal('conflict', 'grading.takesPass');
  await attemptRepository(trx).score(attemptId, score);
  if (score.passed === true && attempt.passed !== true) await onStepDone(trx, enrolmentId);
  return { waiting, score, personId, enrolmentId };
}

const isShare = ({ of, earned }: Credit): boolean =>
  Number.isInteger(of) && Number.isInteger(earned) && of > 0 && earned >= 0 && earned <= of;
