import { DAY } from '../../lib/clock.ts';
import { countedScore } from '../assessment/counted-score.ts';
import { openingOf } from '../assessment/opening.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import type { GradedAttempt } from './counting.ts';
import { whyNoMore } from './extra-attempt-service.ts';

/** Nothing was done in the course for this long. */
export const INACTIVE_AFTER_DAYS = 14;
/** A lesson was opened this long ago, is not finished, and she was here since. */
export const LESSON_AFTER_DAYS = 7;
/** So many attempts at a quiz without passing it. */
export const MANY_ATTEMPTS = 2;

export const REASONS = ['stuck', 'failing', 'inactive'] as const;
export type Reason = (typeof REASONS)[number];

/** What keeps somebody from finishing. Scores are hundredths of a percent. */
export type Trouble =
  | { kind: 'noneLeft'; quiz: QuizDocument; attemptId: string; score: number | null }
  | { kind: 'closed'; quiz: QuizDocument; score: number | null }
  | { kind: 'many'; quiz: QuizDocument; count: number; score: number | null }
  | { kind: 'below'; quiz: QuizDocument; score: number | null }
  | { kind: 'lesson'; lessonId: string }
  | { kind: 'inactive'; days: number; hasBegun: boolean };

/** How somebody who has not finished a course stands in it. */
export interface Standing {
  enrolmentId: string;
  personId: string;
  name: string;
  group: string | null;
  versionId: string;
  deploysOn: string | null;
  dueOn: string | null;
  /** Since when she could have done something: her enrolment, or the first day of her group where that is later. */
  since: Date;
  lastAt: Date | null;
  /** Lessons that were opened long ago and are not finished. */
  openLessons: string[];
  attempts: GradedAttempt[];
  /** Attempts that she was given beside the rule, by quiz. */
  extra: ReadonlyMap<string, number>;
}

/** Somebody who needs the reader, and why. */
export interface Needy extends Standing {
  troubles: Trouble[];
  reasons: Reason[];
}

const REASONS_OF: Record<Trouble['kind'], readonly Reason[]> = {
  noneLeft: ['stuck', 'failing'],
  closed: ['stuck'],
  many: ['stuck', 'failing'],
  below: ['failing'],
  lesson: ['stuck'],
  inactive: ['inactive'],
};

/** What keeps her from passing a quiz that the certificate needs; null while nothing does. */
function troubleAt(quiz: QuizDocument, standing: Standing, now: Date): Trouble | null {
  const attempts = standing.attempts.filter(({ quizId }) => quizId === quiz.id);
  if (attempts.some(({ state }) => state === 'passed')) return null;
  const told = attempts.filter(({ state }) => state === 'failed');
  const score = countedScore(quiz, attempts);
  const last = told.at(-1);
  const why = whyNoMore(
    quiz,
    attempts.map(({ state, score: points }) => ({
      submittedAt: state === 'open' ? null : now,
      score: points,
      passed: false,
    })),
    standing.extra.get(quiz.id) ?? 0,
    now,
  );
  if (why === 'open' || why === 'waiting') return null;
  const { closesAt } = openingOf(quiz);
  if (closesAt !== null && now >= closesAt) return { kind: 'closed', quiz, score };
  if (last === undefined) return null;
  if (why === null) return { kind: 'noneLeft', quiz, attemptId: last.id, score };
  if (told.length >= MANY_ATTEMPTS) return { kind: 'many', quiz, count: told.length, score };
  return { kind: 'below', quiz, score };
}

/**
 * Why somebody who has not finished needs whoever accompanies her; null when she does not. Only what stands between her
 * and the certificate counts: its lessons and its quizzes.
 */
export function needOf(standing: Standing, document: CourseDocument, now: Date): Needy | null {
  const troubles: Trouble[] = document.quizzes
    .filter(({ id }) => document.certificate.quizzes.includes(id))
    .flatMap((quiz) => troubleAt(quiz, standing, now) ?? []);
  const idleSince = standing.lastAt ?? standing.since;
  const days = Math.floor((now.getTime() - idleSince.getTime()) / DAY);
  const isInactive = days >= INACTIVE_AFTER_DAYS;
  const lesson = document.lessons.find(({ id }) => standing.openLessons.includes(id));
  if (lesson !== undefined && !isInactive) troubles.push({ kind: 'lesson', lessonId: lesson.id });
  if (isInactive) troubles.push({ kind: 'inactive', days, hasBegun: standing.lastAt !== null });
  if (troubles.length === 0) return null;
  const found = new Set(troubles.flatMap(({ kind }) => REASONS_OF[kind]));
  return { ...standing, troubles, reasons: REASONS.filter((reason) => found.has(reason)) };
}

const NEVER = '9999';
const compare = <T extends string | number>(one: T, other: T): number =>
  one < other ? -1 : one > other ? 1 : 0;
const firstReason = ({ reasons }: Needy): number =>
  Math.min(...reasons.map((reason) => REASONS.indexOf(reason)));

/** Who deploys or is due first comes first; then who cannot go on alone, then who was away longest. */
export const byUrgency = (one: Needy, other: Needy): number =>
  compare(one.deploysOn ?? one.dueOn ?? NEVER, other.deploysOn ?? other.dueOn ?? NEVER) ||
  compare(firstReason(one), firstReason(other)) ||
  compare((one.lastAt ?? one.since).getTime(), (other.lastAt ?? other.since).getTime()) ||
  compare(one.enrolmentId, other.enrolmentId);
