import type { PageBase } from '../../http/render.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { wholePoints } from './points.ts';
import type { Next, QuizRules } from './quiz-service.ts';

interface QuizPage extends PageBase {
  heading: string;
  intro: string;
  course: { title: string; href: string };
  questions: number;
  /** Names of its parts, as a sentence says them; empty without. */
  sections: string;
  timeZone: string;
  opensAt: Date | null;
  closesAt: Date | null;
  standing: { counts: QuizRules['quiz']['counts']; score: number | null };
  reasons: QuizRules['quiz']['reasons'];
  critical: boolean;
  several: boolean;
  /** The page is read in English and not all questions are written in it. */
  spanishOnly: boolean;
  minutes: number | null;
  extraPercent: number;
  attemptsAllowed: number | null;
  attemptsLeft: number | null;
  wasGivenMore: boolean;
  passMark: number | null;
  counts: boolean;
  attempts: (QuizRules['attempts'][number] & { href: string })[];
  next: Exclude<Next, { kind: 'wait' }> | { kind: 'wait'; module: string | null };
  startHref: string;
  askHref: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/quiz': QuizPage;
  }
}

/** The rules of a quiz and what she may do with it now. */
export function quizPage(rules: QuizRules, language: Language): QuizPage {
  const { quiz, course, next } = rules;
  const title = inLanguage(quiz.title, language);
  const href = `/cursos/${course.slug}`;
  return {
    title,
    heading: title,
    section: inLanguage(course.title, language),
    intro: inLanguage(quiz.intro, language),
    course: { title: inLanguage(course.title, language), href },
    questions: rules.questions,
    sections: new Intl.ListFormat(language).format(
      quiz.sections.map((section) => inLanguage(section.title, language)),
    ),
    timeZone: quiz.timeZone,
    ...rules.opening,
    standing: {
      counts: quiz.counts,
      score: rules.counted === null ? null : wholePoints(rules.counted),
    },
    reasons: quiz.reasons,
    critical: rules.critical,
    several: rules.several,
    spanishOnly: language === 'en' && rules.spanishOnly,
    minutes: rules.minutes,
    extraPercent: rules.extraPercent,
    attemptsAllowed: quiz.attempts,
    attemptsLeft: rules.attemptsLeft,
    wasGivenMore: rules.wasGivenMore,
    passMark: quiz.passMark,
    counts: quiz.kind === 'posttest',
    attempts: rules.attempts.map((attempt) => ({
      ...attempt,
      href:
        attempt.submittedAt === null
          ? `/intentos/${attempt.id}`
          : `/intentos/${attempt.id}/resultado`,
    })),
    next:
      next.kind === 'wait'
        ? {
            kind: 'wait',
            module: next.for.kind === 'module' ? inLanguage(next.for.title, language) : null,
          }
        : next,
    startHref: `${href}/evaluaciones/${quiz.id}/intentos`,
    askHref: `${href}/evaluaciones/${quiz.id}/pregunta`,
  };
}
