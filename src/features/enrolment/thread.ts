import { translator } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CourseDocument } from '../courses/document.ts';
import { progressOf, type ProgressFacts } from './completion.ts';
import { isDone, stepHref, stepsOf, type Step } from './steps.ts';

export interface Knot {
  state: 'done' | 'here' | 'next' | 'optional';
  label: string;
  href?: string;
}

/** What the partial `thread` draws. */
export interface Thread {
  knots: Knot[];
  summary: string;
}

/** The title of a step, in a person's language. */
export function stepTitle(
  document: CourseDocument,
  { kind, id }: Step,
  language: Language,
): string {
  const found = (kind === 'lesson' ? document.lessons : document.quizzes).find(
    (one) => one.id === id,
  );
  return found === undefined ? id : inLanguage(found.title, language);
}

/** Reading time of a step; quizzes have none. */
export const stepMinutes = (document: CourseDocument, { kind, id }: Step): number | null =>
  kind === 'lesson' ? (document.lessons.find((lesson) => lesson.id === id)?.minutes ?? null) : null;

interface KnotSettings {
  facts: ProgressFacts;
  language: Language;
  /** The step where the person stands. */
  here: Pick<Step, 'kind' | 'id'> | null;
  /** Without it nothing leads anywhere: for people who have not enrolled. */
  linked: boolean;
  /** Where steps are, when not in the published course. */
  hrefOf?: ((step: Pick<Step, 'kind' | 'id'>) => string) | undefined;
}

function knotOf(
  document: CourseDocument,
  step: Step,
  { facts, language, here, linked, hrefOf }: KnotSettings,
): Knot {
  const state = isDone(step, facts)
    ? 'done'
    : here?.kind === step.kind && here.id === step.id
      ? 'here'
      : step.optional
        ? 'optional'
        : 'next';
  return {
    state,
    label: stepTitle(document, step, language),
    ...(linked ? { href: hrefOf?.(step) ?? stepHref(document.slug, step) } : {}),
  };
}

/** The thread of a course: a knot for each lesson and for each quiz that the certificate needs. */
export function threadOf(document: CourseDocument, settings: Omit<KnotSettings, 'linked'>): Thread {
  const progress = progressOf(document, settings.facts);
  const t = translator(settings.language);
  const lessons = t('course.thread.lessons', {
    done: progress.lessonsDone,
    count: progress.lessonsTotal,
  });
  const quizzes =
    progress.quizzesRequired === 0
      ? ''
      : `, ${t('course.thread.quizzes', { done: progress.quizzesPassed, count: progress.quizzesRequired })}`;
  return {
    knots: stepsOf(document)
      .filter(({ optional }) => !optional)
      .map((step) => knotOf(document, step, { ...settings, linked: false })),
    summary: `${lessons}${quizzes}`,
  };
}

/** The lessons of a module as knots with their links. */
export const moduleKnots = (
  document: CourseDocument,
  lessonIds: string[],
  settings: KnotSettings,
): Knot[] =>
  lessonIds.map((id) => knotOf(document, { kind: 'lesson', id, optional: false }, settings));
