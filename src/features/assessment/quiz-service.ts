import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { CourseDocument } from '../courses/document.ts';
import { fits, type QuizDocument } from '../courses/quiz-document.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { ProgressFacts } from '../enrolment/completion.ts';
import { enrolmentReads, type EnrolmentInCourse } from '../enrolment/repository.ts';
import type { AttemptService } from './attempt-service.ts';
import { deadlineOf, isOverdue, limitWith } from './deadline.ts';
import type { Random } from './draw.ts';
import { countedScore } from './counted-score.ts';
import { isSpanishOnly } from './item-texts.ts';
import { hasBoxes } from './item-types.ts';
import { earlier, openingOf, type Opening } from './opening.ts';
import { assessmentQueries, type AttemptLine } from './queries.ts';
import { attemptRepository } from './repository.ts';
import { takeSnapshot } from './snapshot.ts';

/** What must be finished before a quiz opens: all lessons, or those of one module. */
export type WaitsFor = { kind: 'lessons' } | { kind: 'module'; title: Localized };

/** What a person may do with a quiz now. */
export type Next =
  | { kind: 'start'; again: boolean }
  | { kind: 'continue'; attemptId: string }
  | { kind: 'wait'; for: WaitsFor }
  | { kind: 'opens'; at: Date }
  | { kind: 'closed'; at: Date }
  | { kind: 'passed'; attemptId: string }
  /** Somebody has to grade it first. */
  | { kind: 'ungraded'; attemptId: string }
  | { kind: 'used-up' };

export interface QuizRules {
  versionId: string;
  course: { slug: string; title: Localized };
  quiz: QuizDocument;
  questions: number;
  /** Whether the draw may hold critical items. */
  critical: boolean;
  /** Whether the draw may hold items with several right options. */
  several: boolean;
  /** Whether the draw may hold items that nobody has written in English. */
  spanishOnly: boolean;
  /** Null without a limit. */
  minutes: number | null;
  extraPercent: number;
  opening: Opening;
  attempts: AttemptLine[];
  /** The score that stands after them; null while there is none. */
  counted: number | null;
  attemptsLeft: number | null;
  /** Somebody gave her another attempt after the last. */
  wasGivenMore: boolean;
  next: Next;
}

interface Needs {
  database: Pick<Database, 'db' | 'reads'>;
  clock: Clock;
  versions: Pick<CourseVersions, 'byId' | 'currentOf'>;
  attempts: AttemptService;
  random: Random;
}

/** How many items a quiz draws. */
export const questionsOf = (quiz: QuizDocument): number =>
  quiz.draw.reduce((sum, { count }) => sum + count, 0);

/** How many attempts remain, those given beside the rule included; null without a limit. */
export const attemptsLeftOf = (quiz: QuizDocument, used: number, extra = 0): number | null =>
  quiz.attempts === null ? null : Math.max(0, quiz.attempts + extra - used);

/** Whether all attempts of the rule are used: only then somebody may have given another. */
export const usesAll = (quiz: QuizDocument, used: number): boolean =>
  quiz.attempts !== null && used >= quiz.attempts;

/** What a person still has to finish before a quiz opens, or null. */
export function waitsFor(
  document: CourseDocument,
  quiz: QuizDocument,
  facts: ProgressFacts,
): WaitsFor | null {
  const { after } = quiz;
  if (after === null) return null;
  const course = document.modules.find(({ id }) => id === after);
  const needed = course?.lessons ?? document.lessons.map(({ id }) => id);
  if (needed.every((id) => facts.lessonsDone.has(id))) return null;
  return course === undefined ? { kind: 'lessons' } : { kind: 'module', title: course.title };
}

const mayDraw = (
  document: CourseDocument,
  quiz: QuizDocument,
  which: (item: ItemDocument) => boolean,
): boolean =>
  document.items.some((item) => which(item) && quiz.draw.some((group) => fits(item, group)));

/** A quiz before and between attempts: its rules, and starting one. */
export function quizService({ database: { db, reads }, clock, versions, attempts, random }: Needs) {
  const enrolments = enrolmentReads(reads);
  const queries = assessmentQueries(reads);

  /** Null when the person is not in the course; a course or a quiz that does not exist is a missing page. */
  const find = async (actor: Actor, slug: string, quizId: string) => {
    const enrolment = await enrolments.ofPerson(actor.id, slug);
    const version =
      enrolment === null
        ? await versions.currentOf(slug)
        : await versions.byId(enrolment.versionId);
    const quiz = version?.document.quizzes.find(({ id }) => id === quizId);
    if (version === null || quiz === undefined) throw new Refusal('not-found', 'error.notFound');
    return enrolment === null ? null : { enrolment, version, quiz };
  };

  const whatNext = (
    {
      enrolment,
      version,
      quiz,
    }: { enrolment: EnrolmentInCourse; version: CourseVersion; quiz: QuizDocument },
    mine: readonly AttemptLine[],
    extra: number,
  ): Next => {
    const open = mine.find(({ submittedAt }) => submittedAt === null);
    if (open !== undefined) return { kind: 'continue', attemptId: open.id };
    const passed = mine.find((attempt) => attempt.passed === true);
    if (passed !== undefined && quiz.kind === 'posttest')
      return { kind: 'passed', attemptId: passed.id };
    const ungraded = mine.find(({ score }) => score === null);
    if (ungraded !== undefined && quiz.kind === 'posttest')
      return { kind: 'ungraded', attemptId: ungraded.id };
    if (attemptsLeftOf(quiz, mine.length, extra) === 0) return { kind: 'used-up' };
    const now = clock();
    const { opensAt, closesAt } = openingOf(quiz);
    if (closesAt !== null && now >= closesAt) return { kind: 'closed', at: closesAt };
    if (opensAt !== null && now < opensAt) return { kind: 'opens', at: opensAt };
    const wait = waitsFor(version.document, quiz, enrolment.facts);
    return wait === null ? { kind: 'start', again: mine.length > 0 } : { kind: 'wait', for: wait };
  };

  const attemptsAt = async (enrolmentId: string, quizId: string): Promise<AttemptLine[]> =>
    (await queries.attemptsOf(enrolmentId)).filter((one) => one.quizId === quizId);

  const extraFor = async (
    enrolmentId: string,
    quiz: QuizDocument,
    used: number,
  ): Promise<number> => (usesAll(quiz, used) ? queries.extraAttempts(enrolmentId, quiz.id) : 0);

  /** The attempts at a quiz once those are ended whose time is over. */
  const settledAt = async (enrolmentId: string, quizId: string): Promise<AttemptLine[]> => {
    const mine = await attemptsAt(enrolmentId, quizId);
    const overdue = mine.filter(
      ({ submittedAt, deadlineAt }) => submittedAt === null && isOverdue(deadlineAt, clock()),
    );
    for (const { id } of overdue) await attempts.endIfOverdue(id);
    return overdue.length === 0 ? mine : attemptsAt(enrolmentId, quizId);
  };

  return {
    /** The rules of a quiz and the person's attempts; null when she is not enrolled. */
    async rules(actor: Actor, slug: string, quizId: string): Promise<QuizRules | null> {
      const found = await find(actor, slug, quizId);
      if (found === null) return null;
      const { enrolment, version, quiz } = found;
      const mine = await attemptsAt(enrolment.id, quizId);
      const extra = await extraFor(enrolment.id, quiz, mine.length);
      const extraPercent = quiz.timeLimitMinutes === null ? 0 : await queries.extraTime(actor.id);
      return {
        versionId: version.id,
        course: { slug: version.document.slug, title: version.document.title },
        quiz,
        questions: questionsOf(quiz),
        critical:
          quiz.passMark !== null && mayDraw(version.document, quiz, ({ critical }) => critical),
        spanishOnly: mayDraw(version.document, quiz, isSpanishOnly),
        several: mayDraw(version.document, quiz, ({ type }) => hasBoxes(type)),
        minutes:
          quiz.timeLimitMinutes === null ? null : limitWith(quiz.timeLimitMinutes, extraPercent),
        extraPercent,
        opening: openingOf(quiz),
        attempts: mine,
        counted: countedScore(quiz, mine),
        attemptsLeft: attemptsLeftOf(quiz, mine.length, extra),
        wasGivenMore: extra > 0,
        next: whatNext(found, mine, extra),
      };
    },

    /**
     * Starts an attempt, or continues the open one, so that starting twice is harmless; one whose time is over is ended
     * first. Limits hold under parallel starts.
     * Null when the person is not enrolled.
     */
    async start(actor: Actor, slug: string, quizId: string): Promise<string | null> {
      const found = await find(actor, slug, quizId);
      if (found === null) return null;
      const { enrolment, version, quiz } = found;
      const mine = await settledAt(enrolment.id, quizId);
      const next = whatNext(found, mine, await extraFor(enrolment.id, quiz, mine.length));
      if (next.kind === 'continue') return next.attemptId;
      if (next.kind === 'wait' || next.kind === 'opens')
        throw new Refusal('conflict', 'quiz.notYetOpen');
      if (next.kind === 'closed') throw new Refusal('conflict', 'quiz.closed');
      if (next.kind === 'passed') throw new Refusal('conflict', 'quiz.alreadyPassed');
      if (next.kind === 'ungraded') throw new Refusal('conflict', 'quiz.waitsForGrade');
      if (next.kind === 'used-up') throw new Refusal('conflict', 'quiz.noAttemptsLeft');

      const extraPercent = quiz.timeLimitMinutes === null ? 0 : await queries.extraTime(actor.id);
      return db.transaction(async (trx) => {
        const repository = attemptRepository(trx);
        await repository.lockEnrolment(enrolment.id);
        const before = await repository.ofQuiz(enrolment.id, quizId);
        const open = before.find(({ submittedAt }) => submittedAt === null);
        if (open !== undefined) return open.id;
        const extra = usesAll(quiz, before.length)
          ? await repository.extra(enrolment.id, quizId)
          : 0;
        if (attemptsLeftOf(quiz, before.length, extra) === 0)
          throw new Refusal('conflict', 'quiz.noAttemptsLeft');
        if (quiz.kind === 'posttest' && before.some(({ passed }) => passed)) {
          throw new Refusal('conflict', 'quiz.alreadyPassed');
        }
        if (quiz.kind === 'posttest' && before.some(({ score }) => score === null))
          throw new Refusal('conflict', 'quiz.waitsForGrade');
        const startedAt = clock();
        const id = newId();
        await repository.add({
          id,
          enrolmentId: enrolment.id,
          personId: actor.id,
          quizId,
          number: before.length + 1,
          snapshot: takeSnapshot(
            version,
            quiz,
            random,
            before.flatMap(({ score }) => (score === null ? [] : [score])),
          ),
          startedAt,
          deadlineAt: earlier(
            deadlineOf(startedAt, quiz.timeLimitMinutes, extraPercent),
            openingOf(quiz).closesAt,
          ),
        });
        return id;
      });
    },
  };
}
export type QuizService = ReturnType<typeof quizService>;
