import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { correctionRepository } from './correction-repository.ts';
import { corrected } from './correction.ts';
import { creditsOf, newestOf } from './grade.ts';
import { gradeRepository } from './grade-repository.ts';
import type { Credit } from './item-kind.ts';
import { attemptRepository } from './repository.ts';
import { creditOf, scoreOf, waitingIn, type Score } from './scoring.ts';

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

/**
 * Keeps a grade beside the earlier ones; the newest counts. With the last one that was missing the attempt has its score,
 * and a passed attempt may complete the course. Whoever calls has made sure that the grader may.
 * Refuses what a person does not grade (`grading.notByHand`), an attempt that is open or whose answers are erased
 * (`grading.notHandedIn`, `grading.erased`), and a share that is none (`grading.outOfRange`). A grade that would take a
 * pass away is refused as well (`grading.takesPass`): that is a correction, and not made in passing.
 */
export const gradeItem =
  ({ clock, onStepDone }: { clock: Clock; onStepDone: OnStepDone }): GradeItem =>
  async (trx, { attemptId, itemId, credit, comment, graderId }) => {
    const attempts = attemptRepository(trx);
    const attempt = await attempts.lock(attemptId, '');
    if (attempt === null) throw new Refusal('not-found', 'error.notFound');
    if (attempt.submittedAt === null) throw new Refusal('conflict', 'grading.notHandedIn');
    if (attempt.answersErasedAt !== null) throw new Refusal('conflict', 'grading.erased');
    if (!isShare(credit)) throw new Refusal('invalid', 'grading.outOfRange');
    const { personId, enrolmentId } = attempt;
    const applied = await correctionRepository(trx).appliedTo([attemptId]);
    const snapshot = corrected(attempt.snapshot, applied.get(attemptId) ?? []);
    const answers = await attempts.answers(attemptId);
    const item = snapshot.items.find(({ id }) => id === itemId);
    if (item === undefined || creditOf(item, answers) !== null)
      throw new Refusal('conflict', 'grading.notByHand');

    const grades = gradeRepository(trx);
    await grades.add(attemptId, { itemId, credit, comment, graderId, at: clock() });
    const credits = creditsOf(newestOf(await grades.of(attemptId)));
    const waiting = waitingIn(snapshot, answers, credits);
    if (waiting.length > 0) return { waiting, score: null, personId, enrolmentId };

    const score = scoreOf(snapshot, answers, credits);
    if (attempt.passed === true && score.passed === false)
      throw new Refusal('conflict', 'grading.takesPass');
    await attempts.score(attemptId, score);
    if (score.passed === true && attempt.passed !== true) await onStepDone(trx, enrolmentId);
    return { waiting, score, personId, enrolmentId };
  };

const isShare = ({ of, earned }: Credit): boolean =>
  Number.isInteger(of) && Number.isInteger(earned) && of > 0 && earned >= 0 && earned <= of;
