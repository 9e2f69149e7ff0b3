import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CourseDocument } from '../courses/document.ts';
import { courseHours, type CourseHours } from '../courses/views.ts';
import { progressOf, type ProgressFacts } from './completion.ts';
import type { CourseForPerson } from './service.ts';
import { isDone, nextStep, stepHref, stepsOf, type Step } from './steps.ts';

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

export type CourseAction =
  | { kind: 'signIn'; href: string }
  | { kind: 'enrol' }
  | { kind: 'finishFirst'; href: string; title: string }
  | {
      kind: 'continue';
      href: string;
      label: string;
      minutes: number | null;
      begun: boolean;
      thread: Thread;
    }
  | { kind: 'complete'; thread: Thread };

export interface CoursePage extends PageBase {
  slug: string;
  code: string;
  heading: string;
  summary: string;
  careNote: string;
  audiences: string;
  hours: CourseHours;
  objectives: string[];
  modules: { title: string; knots: Knot[] }[];
  quizzes: { title: string; href: string | null; note: string }[];
  needs: string[];
  validity: string;
  action: CourseAction;
  leaveHref: string | null;
  version: { text: string; newer: string | null };
  review: { signed: boolean; text: string };
  sources: { text: string; date: string | null; pending: boolean }[];
  refused: string | null;
}

export interface LeavePage extends PageBase {
  slug: string;
  heading: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'enrolment/course': CoursePage;
    'enrolment/leave': LeavePage;
  }
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
}

function knotOf(
  document: CourseDocument,
  step: Step,
  { facts, language, here, linked }: KnotSettings,
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
    ...(linked ? { href: stepHref(document.slug, step) } : {}),
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

export const sourceLines = (
  sources: CourseDocument['sources'],
  language: Language,
): CoursePage['sources'] =>
  sources.map(({ text, date, pending }) => ({
    text,
    date: date === null ? null : formatFor(language).date(date),
    pending,
  }));

/** What the certificate asks for, one sentence each. */
function needsOf(document: CourseDocument, language: Language, t: Translate): string[] {
  const quizzes = document.quizzes.filter(({ id }) => document.certificate.quizzes.includes(id));
  return [
    t('course.needs.lessons', { count: document.lessons.length }),
    ...quizzes.flatMap((quiz) => {
      const title = inLanguage(quiz.title, language);
      const pass =
        quiz.passMark === null
          ? t('course.needs.quiz', { title })
          : t('course.needs.quizMark', { title, mark: quiz.passMark });
      const attempts =
        quiz.attempts === null ? [] : [t('course.needs.attempts', { count: quiz.attempts })];
      const critical = quiz.draw.some((group) => group.critical === true)
        ? [t('course.needs.critical')]
        : [];
      return [[pass, ...attempts, ...critical].join(' ')];
    }),
  ];
}

function actionOf(
  { version, enrolment, facts, missing }: CourseForPerson,
  signedIn: boolean,
  language: Language,
): CourseAction {
  const { document } = version;
  const address = `/cursos/${document.slug}`;
  if (!signedIn) return { kind: 'signIn', href: `/entrar?sigue=${encodeURIComponent(address)}` };
  if (missing !== null) {
    const { slug, title } = missing.document;
    return { kind: 'finishFirst', href: `/cursos/${slug}`, title: inLanguage(title, language) };
  }
  if (enrolment === null) return { kind: 'enrol' };
  const next = nextStep(document, facts);
  const thread = threadOf(document, { facts, language, here: next });
  if (next === null) return { kind: 'complete', thread };
  return {
    kind: 'continue',
    href: stepHref(document.slug, next),
    label: stepTitle(document, next, language),
    minutes: stepMinutes(document, next),
    begun: facts.lessonsDone.size > 0,
    thread,
  };
}

/** The course page for a visitor or a person. */
export function coursePage(
  course: CourseForPerson,
  {
    language,
    signedIn,
    refused = false,
  }: { language: Language; signedIn: boolean; refused?: boolean },
): CoursePage {
  const { version, enrolment, facts } = course;
  const { document } = version;
  const t = translator(language);
  const fmt = formatFor(language);
  const title = inLanguage(document.title, language);
  const enrolled = enrolment !== null;
  const settings = {
    facts,
    language,
    here: enrolled ? nextStep(document, facts) : null,
    linked: enrolled,
  };
  const action = actionOf(course, signedIn, language);
  const { signedBy, signedOn } = document.review;
  return {
    title,
    heading: title,
    section: document.code,
    description: inLanguage(document.summary, language),
    noindex: signedIn,
    slug: document.slug,
    code: document.code,
    summary: inLanguage(document.summary, language),
    careNote: inLanguage(document.careNote, language),
    audiences: document.audiences.map((audience) => t(`course.audience.${audience}`)).join(', '),
    hours: courseHours(document),
    objectives: document.objectives.map(({ text }) => inLanguage(text, language)),
    modules: document.modules.map((module) => ({
      title: inLanguage(module.title, language),
      knots: moduleKnots(document, module.lessons, settings),
    })),
    quizzes: stepsOf(document)
      .filter(({ kind }) => kind === 'quiz')
      .map((step) => ({
        title: stepTitle(document, step, language),
        href: enrolled ? stepHref(document.slug, step) : null,
        note: isDone(step, facts)
          ? t('course.quizPassed')
          : t(step.optional ? 'course.quizOptional' : 'course.quizNeeded'),
      })),
    needs: needsOf(document, language, t),
    validity:
      document.certificate.validMonths === null
        ? t('course.validity.never')
        : t('course.validity.months', { count: document.certificate.validMonths }),
    action,
    leaveHref: enrolment?.status === 'active' ? `/cursos/${document.slug}/baja` : null,
    version: {
      text: t('course.version', { number: version.number, date: fmt.date(version.publishedAt) }),
      newer: enrolled && enrolment.currentVersionId !== version.id ? t('course.newer') : null,
    },
    review:
      signedBy === null
        ? { signed: false, text: t('course.unsigned') }
        : {
            signed: true,
            text:
              signedOn === null
                ? t('course.signed', { name: signedBy })
                : t('course.signedOn', { name: signedBy, date: fmt.date(signedOn) }),
          },
    sources: sourceLines(document.sources, language),
    refused:
      refused && action.kind === 'finishFirst'
        ? t('course.finishFirstNote', { title: action.title })
        : null,
  };
}
