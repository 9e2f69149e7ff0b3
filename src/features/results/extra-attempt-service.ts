import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { openingOf } from '../assessment/opening.ts';
import { attemptsLeftOf } from '../assessment/quiz-service.ts';
import { attemptRepository } from '../assessment/repository.ts';
import type { Audit } from '../audit/audit.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import { reachedAttempt } from './review-queries.ts';

/** Why another attempt cannot be given now. */
export type NoMore = 'left' | 'open' | 'passed' | 'waiting' | 'closed';

interface Tried {
  submittedAt: Date | null;
  score: number | null;
  passed: boolean;
}

/** What stands in the way of another attempt; null when she is stuck without one. */
export function whyNoMore(
  quiz: QuizDocument,
  tried: readonly Tried[],
  extra: number,
  now: Date,
): NoMore | null {
  if (tried.some(({ submittedAt }) => submittedAt === null)) return 'open';
  if (attemptsLeftOf(quiz, tried.length, extra) !== 0) return 'left';
  if (tried.some(({ passed }) => passed)) return 'passed';
  if (tried.some(({ score }) => score === null)) return 'waiting';
  const { closesAt } = openingOf(quiz);
  return closesAt !== null && now >= closesAt ? 'closed' : null;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
}

/** Another attempt for somebody who has used her last one. */
export const extraAttemptService = ({ db, clock, audit }: Needs) => ({
  async why(enrolmentId: string, quiz: QuizDocument): Promise<NoMore | null> {
    const attempts = attemptRepository(db);
    const tried = await attempts.ofQuiz(enrolmentId, quiz.id);
    return whyNoMore(quiz, tried, await attempts.extra(enrolmentId, quiz.id), clock());
  },

  /** Gives one, with a reason; two who give at the same moment give one. Refuses while she needs none. */
  async give(
    actor: Actor,
    {
      attemptId,
      enrolmentId,
      quiz,
    }: { attemptId: string; enrolmentId: string; quiz: QuizDocument },
    reason: string,
  ): Promise<void> {
    await db.transaction(async (trx) => {
      const owner = await reachedAttempt(trx, actor, 'answers.grade', attemptId);
      if (owner === null) throw new Refusal('not-found', 'error.notFound');
      const attempts = attemptRepository(trx);
      await attempts.lockEnrolment(enrolmentId);
      const tried = await attempts.ofQuiz(enrolmentId, quiz.id);
      const extra = await attempts.extra(enrolmentId, quiz.id);
      const why = whyNoMore(quiz, tried, extra, clock());
      if (why !== null) throw new Refusal('conflict', `extra.why.${why}`);
      await attempts.addExtra({
        enrolmentId,
        quizId: quiz.id,
        reason,
        by: actor.id,
        at: clock(),
      });
      await audit(trx, {
        actorId: actor.id,
        action: 'attempts.extra-given',
        objectType: 'attempt',
        objectId: attemptId,
        institutionPath: owner.institutionPath,
        details: { person: owner.personId },
      });
    });
  },
});
export type ExtraAttemptService = ReturnType<typeof extraAttemptService>;
