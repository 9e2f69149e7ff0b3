import type { Database } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Localized } from '../../lib/localized.ts';
import { newId } from '../../lib/random-code.ts';
import type { CourseDocument } from '../courses/document.ts';
import { fits, type QuizDocument } from '../courses/quiz-document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { ProgressFacts } from '../enrolment/completion.ts';
import type { AttemptService } from './attempt-service.ts';
import { deadlineOf, isOverdue, limitWith } from './deadline.ts';
import type { Random } from './draw.ts';
import { countedScore } from './counted-score.ts';
import { isSpanishOnly } from './item-texts.ts';
import { hasBoxes } from './item-types.ts';
import { earlier, openingOf, type Opening } from './opening.ts';
import { assessmentQueries, type AttemptLine, type Standing } from './queries.ts';
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

/** What the draw of a quiz may hold. */
interface Drawable {
  critical: boolean;
  several: boolean;
  spanishOnly: boolean;
}

const drawables = new WeakMap<QuizDocument, Drawable>();

/** A version never changes: its items are gone through once for each of its quizzes. */
function drawableIn(document: CourseDocument, quiz: QuizDocument): Drawable {
  let known = drawables.get(quiz);
  if (known === undefined) {
    const items = document.items.filter((item) => quiz.draw.some((group) => fits(item, group)));
    known = {
      critical: items.some(({ critical }) => critical),
      several: items.some(({ type }) => hasBoxes(type)),
      spanishOnly: items.some(isSpanishOnly),
    };
    drawables.set(quiz, known);
  }
  return known;
}

/** A person in front of a quiz. */
interface Found {
  standing: Standing;
  version: CourseVersion;
  quiz: QuizDocument;
}

/** A quiz before and between attempts: its rules, and starting one. */
export function quizService({ database: { db, reads }, clock, versions, attempts, random }: Needs) {
  const queries = assessmentQueries(reads);

  /** Null when the person is not in the course; a course or a quiz that does not exist is a missing page. */
  const find = async (actor: Actor, slug: string, quizId: string): Promise<Found | null> => {
    const standing = await queries.standing(actor.id, slug, quizId);
    const version =
      standing === null ? await versions.currentOf(slug) : await versions.byId(standing.versionId);
    const quiz = version?.document.quizzes.find(({ id }) => id === quizId);
    if (version === null || quiz === undefined) throw new Refusal('not-found', 'error.notFound');
    return standing === null ? null : { standing, version, quiz };
  };

  const whatNext = ({ standing, version, quiz }: Found, extra: number): Next => {
    const mine = standing.attempts;
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
    const wait = waitsFor(version.document, quiz, standing.facts);
    return wait === null ? { kind: 'start', again: mine.length > 0 } : { kind: 'wait', for: wait };
  };

  const extraFor = async ({ quiz, standing }: Found): Promise<number> =>
    usesAll(quiz, standing.attempts.length)
      ? queries.extraAttempts(standing.enrolmentId, quiz.id)
      : 0;

  /** The same once the attempts are ended whose time is over. */
  const settled = async (actor: Actor, slug: string, quizId: string): Promise<Found | null> => {
    const found = await find(actor, slug, quizId);
    const overdue = (found?.standing.attempts ?? []).filter(
      ({ submittedAt, deadlineAt }) => submittedAt === null && isOverdue(deadlineAt, clock()),
    );
    for (const { id } of overdue) await attempts.endIfOverdue(id);
    return overdue.length === 0 ? found : find(actor, slug, quizId);
  };

  return {
    /** The rules of a quiz and the person's attempts; null when she is not enrolled. */
    async rules(actor: Actor, slug: string, quizId: string): Promise<QuizRules | null> {
      const found = await find(actor, slug, quizId);
      if (found === null) return null;
      const { standing, version, quiz } = found;
      const mine = standing.attempts;
      const extra = await extraFor(found);
      const extraPercent = quiz.timeLimitMinutes === null ? 0 : standing.extraPercent;
      const drawable = drawableIn(version.document, quiz);
      return {
        versionId: version.id,
        course: { slug: version.document.slug, title: version.document.title },
        quiz,
        questions: questionsOf(quiz),
        critical: quiz.passMark !== null && drawable.critical,
        spanishOnly: drawable.spanishOnly,
        several: drawable.several,
        minutes:
          quiz.timeLimitMinutes === null ? null : limitWith(quiz.timeLimitMinutes, extraPercent),
        extraPercent,
        opening: openingOf(quiz),
        attempts: mine,
        counted: countedScore(quiz, mine),
        attemptsLeft: attemptsLeftOf(quiz, mine.length, extra),
        wasGivenMore: extra > 0,
        next: whatNext(found, extra),
      };
    },

    /**
     * Starts an attempt, or continues the open one, so that starting twice is harmless; one whose time is over is ended
     * first. Limits hold under parallel starts.
     * Null when the person is not enrolled.
     */
    async start(actor: Actor, slug: string, quizId: string): Promise<string | null> {
      const found = await settled(actor, slug, quizId);
      if (found === null) return null;
      const { standing, version, quiz } = found;
      const { enrolmentId } = standing;
      const next = whatNext(found, await extraFor(found));
      if (next.kind === 'continue') return next.attemptId;
      if (next.kind === 'wait' || next.kind === 'opens')
        throw new Refusal('conflict', 'quiz.notYetOpen');
      if (next.kind === 'closed') throw new Refusal('conflict', 'quiz.closed');
      if (next.kind === 'passed') throw new Refusal('conflict', 'quiz.alreadyPassed');
      if (next.kind === 'ungraded') throw new Refusal('conflict', 'quiz.waitsForGrade');
      if (next.kind === 'used-up') throw new Refusal('conflict', 'quiz.noAttemptsLeft');

      return db.transaction(async (trx) => {
        const repository = attemptRepository(trx);
        await repository.lockEnrolment(enrolmentId);
        const before = await repository.ofQuiz(enrolmentId, quizId);
        const open = before.find(({ submittedAt }) => submittedAt === null);
        if (open !== undefined) return open.id;
        const extra = usesAll(quiz, before.length)
          ? await repository.extra(enrolmentId, quizId)
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
          enrolmentId,
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
            deadlineOf(startedAt, quiz.timeLimitMinutes, standing.extraPercent),
            openingOf(quiz).closesAt,
          ),
        });
        return id;
      });
    },
  };
}
export type QuizService = ReturnType<typeof quizService>;
