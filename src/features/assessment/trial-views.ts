import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { draftLinks } from '../lessons/views.ts';
import type { SupportSheet } from '../places/support-lines.ts';
import { ANSWER_PREFIX, type SentAnswers } from './answers.ts';
import type { AttemptResult } from './attempt-pages.ts';
import { questionsOf, type Question } from './question-views.ts';
import { resultPage } from './result-views.ts';
import { scenarioPage, type OpenedItem } from './scenario-views.ts';
import type { Trial } from './trial.ts';

interface TrialPage extends PageBase {
  heading: string;
  action: string;
  seed: number;
  shown: string;
  questions: Question[];
  passMark: number | null;
  errors: FieldErrors;
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/trial': TrialPage;
  }
}

/** A field of a form that is sent again as it is. */
export interface SentField {
  name: string;
  value: string;
}

/** Where a trial is, and where it sends its forms. */
export const trialHref = ({ draft, opened }: Trial): string =>
  draftLinks(draft.id).step({ kind: 'quiz', id: opened.quiz.id });

/** The questions of a quiz that is tried, as whoever takes it sees them. */
export function trialPage(
  trial: Trial,
  { language, sent, errors }: { language: Language; sent: SentAnswers; errors: FieldErrors },
): TrialPage {
  const { opened, seed } = trial;
  const questions = questionsOf(opened, language, sent);
  const heading = inLanguage(opened.quiz.title, language);
  return {
    title: heading,
    heading,
    section: trial.draft.title,
    scripts: questions.some(({ type }) => type === 'ordering') ? ['ordering.js'] : [],
    action: trialHref(trial),
    seed,
    shown: questions
      .filter(({ several }) => several)
      .map(({ id }) => id)
      .join(' '),
    questions,
    passMark: opened.quiz.passMark,
    errors,
    framed: true,
  };
}

/** What a trial means: the page of a result, of which nothing is kept. */
export function trialResultPage(trial: Trial, result: AttemptResult, language: Language) {
  const page = resultPage(result, null, language);
  const links = draftLinks(trial.draft.id);
  const again = trialHref(trial);
  return {
    ...page,
    isTrial: true,
    framed: true,
    quiz: { ...page.quiz, href: again },
    items: page.items.map((item) => ({ ...item, eraseAction: null })),
    own: [],
    toReview: page.toReview.map((one, at) => ({
      ...one,
      lessons: (result.toReview[at]?.lessons ?? []).map(({ id, title }) => ({
        title: inLanguage(title, language),
        href: links.step({ kind: 'lesson', id }),
      })),
    })),
  };
}

/** A scenario within a trial: its page carries what was answered elsewhere along. */
export function trialScenarioPage(
  trial: Trial,
  item: OpenedItem,
  given: {
    language: Language;
    support: SupportSheet | null;
    from: string | null;
    carried: readonly SentField[];
  },
) {
  return {
    ...scenarioPage(trial.opened, item, given),
    framed: true,
    trial: {
      action: trialHref(trial),
      fields: [{ name: 'semilla', value: String(trial.seed) }, ...given.carried],
    },
  };
}

/** The fields of a form that answer other questions than this one, to be sent again. */
export const carriedFrom = (body: unknown, itemId: string): SentField[] => {
  const own = `${ANSWER_PREFIX}${itemId}`;
  return Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, sent]) => {
    const isOther = name.startsWith(ANSWER_PREFIX) && name !== own && !name.startsWith(`${own}.`);
    const values: unknown[] = Array.isArray(sent) ? sent : [sent];
    return isOther
      ? values.flatMap((value) => (typeof value === 'string' ? [{ name, value }] : []))
      : [];
  });
};
