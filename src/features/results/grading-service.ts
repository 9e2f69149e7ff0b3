import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { AttemptPages, AttemptResult } from '../assessment/attempt-pages.ts';
import { gradeRepository } from '../assessment/grade-repository.ts';
import type { GradeItem } from '../assessment/grading.ts';
import { answerIdOf } from '../assessment/removed-answers.ts';
import { attemptRepository } from '../assessment/repository.ts';
import type { Audit } from '../audit/audit.ts';
import { forReader, type AnswerMarks, type CareOf } from './protected-answers.ts';
import { queueOf, type Queued, type WaitingSource } from './queue.ts';
import { noteReading } from './reading-noted.ts';
import { reachedAttempt, type AttemptOwner } from './review-queries.ts';

/** An answer on the desk of whoever grades it. */
export interface OnDesk extends AttemptResult {
  owner: AttemptOwner;
  item: AttemptResult['items'][number];
  /** How many grades it had when it was shown: another one meanwhile is told, not written over. */
  seen: number;
  /** How many things wait, this one included. */
  waitingInAll: number;
  /** What there is to do where it tells of violence lived. */
  care: CareOf | null;
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
  answerMarks: AnswerMarks;
  sources: readonly WaitingSource[];
}

/** What waits for a grade, in one queue, and grading it one after the other. */
export function gradingService({
  db,
  clock,
  audit,
  attemptPages,
  gradeItem,
  answerMarks,
  sources,
}: Needs) {
  const queue = async (actor: Actor): Promise<Queued[]> => {
    const now = clock();
    const all = await Promise.all(sources.map((source) => source(actor, now)));
    return queueOf(all.flat(), now);
  };

  const reached = async (handle: Db, actor: Actor, attemptId: string): Promise<AttemptOwner> => {
    const owner = await reachedAttempt(handle, actor, 'answers.grade', attemptId);
    if (owner === null) throw new Refusal('not-found', 'error.notFound');
    return owner;
  };

  return {
    queue,

    /**
     * An answer to be graded, or graded already. Opening it is written down. One that is not there any more, or not for
     * this reader, lies on no desk.
     */
    async desk(actor: Actor, attemptId: string, itemId: string): Promise<OnDesk> {
      const owner = await reached(db, actor, attemptId);
      const whole = await attemptPages.result({ id: owner.personId }, attemptId);
      if (whole === null) throw new Refusal('not-found', 'error.notFound');
      const between = { readerId: actor.id, ownerId: owner.personId };
      const result = await forReader(whole, between, answerMarks);
      const item = result.items.find(({ drawn }) => drawn.id === itemId);
      const byHand = result.waiting.includes(itemId) || result.grades.has(itemId);
      const isGone = result.attempt.answers.get(itemId)?.isGone === true;
      if (item === undefined || !byHand || isGone) throw new Refusal('not-found', 'error.notFound');
      const grades = await gradeRepository(db).of(attemptId);
      await noteReading({ db, audit }, actor, owner, itemId);
      return {
        ...result,
        owner,
        item,
        seen: grades.filter((grade) => grade.itemId === itemId).length,
        waitingInAll: (await queue(actor)).length,
        care: result.care.get(itemId) ?? null,
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
      const { personId: ownerId } = await reached(db, actor, attemptId);
      const id = answerIdOf({ attemptId, itemId });
      const { hidden } = await answerMarks(actor.id, [{ id, ownerId }]);
      if (hidden.has(id)) throw new Refusal('not-found', 'error.notFound');
      const isGraded = await db.transaction(async (trx) => {
        const owner = await reached(trx, actor, attemptId);
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
