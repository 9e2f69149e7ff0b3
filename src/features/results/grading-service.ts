import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { AttemptPages, AttemptResult } from '../assessment/attempt-pages.ts';
import { gradeRepository } from '../assessment/grade-repository.ts';
import type { GradeItem } from '../assessment/grading.ts';
import { attemptRepository } from '../assessment/repository.ts';
import type { Audit } from '../audit/audit.ts';
import { queueOf, type Queued, type WaitingSource } from './queue.ts';
import { reachedAttempt, type AttemptOwner } from './review-queries.ts';

/** An answer on the desk of whoever grades it. */
export interface OnDesk extends AttemptResult {
  owner: AttemptOwner;
  item: AttemptResult['items'][number];
  /** How many grades it had when it was shown: another one meanwhile is told, not written over. */
  seen: number;
  /** How many things wait, this one included. */
  waitingInAll: number;
}

export interface Given {
  /** Whole percent. */
  percent: number;
  comment: string | null;
  seen: number;
}

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  attemptPages: AttemptPages;
  gradeItem: GradeItem;
  sources: readonly WaitingSource[];
}

/** What waits for a grade, in one queue, and grading it one after the other. */
export function gradingService({ db, clock, audit, attemptPages, gradeItem, sources }: Needs) {
  const queue = async (actor: Actor): Promise<Queued[]> => {
    const all = await Promise.all(sources.map((source) => source(actor)));
    return queueOf(all.flat(), clock());
  };

  return {
    queue,

    /** An answer to be graded, or graded already. Opening it is written down. */
    async desk(actor: Actor, attemptId: string, itemId: string): Promise<OnDesk> {
      const owner = await reachedAttempt(db, actor, 'answers.grade', attemptId);
      if (owner === null) throw new Refusal('not-found', 'error.notFound');
      const result = await attemptPages.result({ id: owner.personId }, attemptId);
      const item = result?.items.find(({ drawn }) => drawn.id === itemId);
      const byHand =
        result?.waiting.includes(itemId) === true || result?.grades.has(itemId) === true;
      if (result === null || item === undefined || !byHand)
        throw new Refusal('not-found', 'error.notFound');
      const grades = await gradeRepository(db).of(attemptId);
      await db.transaction((trx) =>
        audit(trx, {
          actorId: actor.id,
          action: 'attempts.answers-read',
          objectType: 'attempt',
          objectId: attemptId,
          institutionPath: owner.institutionPath,
          details: { person: owner.personId, question: itemId },
        }),
      );
      return {
        ...result,
        owner,
        item,
        seen: grades.filter((grade) => grade.itemId === itemId).length,
        waitingInAll: (await queue(actor)).length,
      };
    },

    /**
     * Grades an answer, and answers where the next one waits, null when nothing does. False when somebody else graded it
     * since it was shown.
     */
    async grade(
      actor: Actor,
      attemptId: string,
      itemId: string,
      { percent, comment, seen }: Given,
    ): Promise<{ ok: true; next: string | null } | { ok: false }> {
      const isGraded = await db.transaction(async (trx) => {
        const owner = await reachedAttempt(trx, actor, 'answers.grade', attemptId);
        if (owner === null) throw new Refusal('not-found', 'error.notFound');
        await attemptRepository(trx).lock(attemptId, '');
        const before = await gradeRepository(trx).of(attemptId);
        if (before.filter((grade) => grade.itemId === itemId).length !== seen) return false;
        const credit = { of: 100, earned: percent };
        await gradeItem(trx, { attemptId, itemId, credit, comment, graderId: actor.id });
        await audit(trx, {
          actorId: actor.id,
          action: 'attempts.graded',
          objectType: 'attempt',
          objectId: attemptId,
          institutionPath: owner.institutionPath,
          details: { person: owner.personId, question: itemId },
        });
        return true;
      });
      if (!isGraded) return { ok: false };
      const [next] = await queue(actor);
      return { ok: true, next: next?.href ?? null };
    },
  };
}
export type GradingService = ReturnType<typeof gradingService>;
