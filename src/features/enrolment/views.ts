import type { PageBase } from '../../http/render.ts';
import { formatFor } from '../../i18n/format.ts';
import { translator, type Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { CourseDocument } from '../courses/document.ts';
import { courseHours, type CourseHours } from '../courses/views.ts';
import type { CourseForPerson } from './service.ts';
import { isDone, nextStep, stepHref, stepsOf } from './steps.ts';
import { moduleKnots, stepMinutes, stepTitle, threadOf, type Knot, type Thread } from './thread.ts';

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
      /** Offered until the first lesson is done: afterwards it would measure something else. */
      pretest: { href: string; title: string } | null;
    }
  | { kind: 'complete'; thread: Thread };

export interface CoursePage extends PageBase {
  slug: string;
  /** Some of its texts exist in Spanish alone, and it is read in English. */
  spanishOnly: boolean;
  heading: string;
  summary: string;
  careNote: string;
  audiences: string;
  hours: CourseHours;
  objectives: string[];
  /** Whether lessons lead somewhere and have a state. */
  enrolled: boolean;
  modules: { title: string; knots: Knot[] }[];
  quizzes: { title: string; href: string | null; note: string }[];
  /** Guides to be printed, for whoever is signed in. */
  guides: { title: string; href: string | null; edition: string; summary: string }[];
  needs: string[];
  validity: string;
  action: CourseAction;
  leaveHref: string | null;
  /** Her cohorts of this course, for whoever has signed in. */
  cohortsHref: string | null;
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
  const begun = facts.lessonsDone.size > 0;
  const pretest = document.quizzes.find(({ kind }) => kind === 'pretest');
  return {
    kind: 'continue',
    href: stepHref(document.slug, next),
    label: stepTitle(document, next, language),
    minutes: stepMinutes(document, next),
    begun,
    thread,
    pretest:
      begun || pretest === undefined
        ? null
        : {
            href: stepHref(document.slug, { kind: 'quiz', id: pretest.id }),
            title: inLanguage(pretest.title, language),
          },
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
    spanishOnly:
      language === 'en' &&
      (document.spanishOnly === true || document.lessons.some((one) => one.spanishOnly === true)),
    heading: title,
    description: inLanguage(document.summary, language),
    noindex: signedIn,
    slug: document.slug,
    summary: inLanguage(document.summary, language),
    careNote: inLanguage(document.careNote, language),
    audiences: document.audiences.map((audience) => t(`course.audience.${audience}`)).join(', '),
    hours: courseHours(document),
    enrolled,
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
    guides: (document.guides ?? []).map((guide) => ({
      title: inLanguage(guide.title, language),
      href: signedIn ? `/cursos/${document.slug}/guias/${guide.id}` : null,
      edition: t('guide.edition', { version: guide.version }),
      summary: inLanguage(guide.summary, language),
    })),
    needs: needsOf(document, language, t),
    validity:
      document.certificate.validMonths === null
        ? t('course.validity.never')
        : t('course.validity.months', { count: document.certificate.validMonths }),
    action,
    cohortsHref: signedIn ? `/cursos/${document.slug}/grupos` : null,
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
