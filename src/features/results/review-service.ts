import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { AttemptPages, AttemptResult, OpenedAttempt } from '../assessment/attempt-pages.ts';
import type { Audit } from '../audit/audit.ts';
import type { ExtraAttemptService, NoMore } from './extra-attempt-service.ts';
import { fileOf, type HandedIn } from '../assessment/handed-in.ts';
import { forReader, type AnswerMarks, type CareOf } from './protected-answers.ts';
import { historyOf, type AttemptHistory } from './review-history.ts';
import { noteReading } from './reading-noted.ts';
import { reachedAttempt, type AttemptOwner } from './review-queries.ts';

/** An attempt as its person saw it, and who she is. */
export interface ReviewedAttempt extends OpenedAttempt {
  owner: AttemptOwner;
  /** Her attempts at this quiz, and those that she was given. */
  history: AttemptHistory;
  corrections: AttemptResult['corrections'];
  /** What graders gave, by item. */
  grades: AttemptResult['grades'];
  /** Whether another attempt may be given: `why` says what stands in the way. Null where the reader may not. */
  extra: { why: NoMore | null } | null;
  /** What there is to do about answers that tell of violence lived, by item; nothing where the reader does not grade. */
  care: ReadonlyMap<string, CareOf>;
}

interface Needs {
  db: Db;
  attemptPages: AttemptPages;
  audit: Audit;
  extraAttempts: ExtraAttemptService;
  answerMarks: AnswerMarks;
}

/** Attempts of others, for those who may read their answers. To everybody else they do not exist. */
export const reviewService = ({ db, attemptPages, audit, extraAttempts, answerMarks }: Needs) => ({
  /** The look leaves a trace, written before anything is shown. */
  async attempt(actor: Actor, id: string): Promise<ReviewedAttempt> {
    const owner = await reachedAttempt(db, actor, 'answers.read', id);
    if (owner === null) throw new Refusal('not-found', 'error.notFound');
    const person = { id: owner.personId };
    const result = await attemptPages.result(person, id);
    const opened = await forReader(
      result ?? { ...(await attemptPages.open(person, id)), grades: new Map(), corrections: [] },
      { readerId: actor.id, ownerId: owner.personId },
      answerMarks,
    );
    await noteReading({ db, audit }, actor, owner);
    const mayGive = (await reachedAttempt(db, actor, 'answers.grade', id)) !== null;
    const { enrolmentId } = opened.attempt;
    const extra = mayGive ? { why: await extraAttempts.why(enrolmentId, opened.quiz) } : null;
    const history = await historyOf(db, enrolmentId, opened.quiz.id);
    return { ...opened, owner, extra, history, care: mayGive ? opened.care : new Map() };
  },

  /** A missing page for whoever does not grade the person. */
  async assertReached(actor: Actor, id: string): Promise<void> {
    const owner = await reachedAttempt(db, actor, 'answers.grade', id);
    if (owner === null) throw new Refusal('not-found', 'error.notFound');
  },

  /**
   * What somebody handed in with an attempt, for those who may read its answers; null where there is nothing of this id.
   * Opening it leaves a trace of its own; a player that reads on does not.
   */
  async file(
    actor: Actor,
    attemptId: string,
    id: string,
    isOpened: boolean,
  ): Promise<HandedIn | null> {
    const owner = await reachedAttempt(db, actor, 'answers.read', attemptId);
    if (owner === null) throw new Refusal('not-found', 'error.notFound');
    const opened = await attemptPages.open({ id: owner.personId }, attemptId);
    // What is protected from this reader is not named by any answer that she sees.
    const read = await forReader(
      { ...opened, grades: new Map() },
      { readerId: actor.id, ownerId: owner.personId },
      answerMarks,
    );
    const file = fileOf(read, id);
    if (file !== null && isOpened) await noteReading({ db, audit }, actor, owner, file.itemId);
    return file;
  },

  /** Gives the person another attempt at the same quiz. */
  async giveMore(actor: Actor, id: string, reason: string): Promise<void> {
    const owner = await reachedAttempt(db, actor, 'answers.grade', id);
    if (owner === null) throw new Refusal('not-found', 'error.notFound');
    const { attempt, quiz } = await attemptPages.open({ id: owner.personId }, id);
    const { enrolmentId } = attempt;
    await extraAttempts.give(actor, { attemptId: id, enrolmentId, quiz }, reason);
  },
});
export type ReviewService = ReturnType<typeof reviewService>;
