import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { dayOf } from '../../lib/clock.ts';
import { optionsOf, type ItemDocument } from '../courses/item-document.ts';
import type { AttemptResult } from './attempt-pages.ts';
import { quizHrefOf } from './attempt-views.ts';
import { creditOf, isRight } from './scoring.ts';
import type { PendingKey } from '../../lib/pending-key.ts';
import { drawnOptions, type SnapshotItem } from './snapshot.ts';
import { wholePoints } from './views.ts';

type State = 'ok' | 'care' | 'bad' | 'info';

interface ReviewedOption {
  text: string;
  reason: string;
  chosen: boolean;
  verdict: { state: State; key: MessageKey } | null;
}

interface ReviewedItem {
  number: number;
  stem: string;
  critical: boolean;
  state: State;
  verdict: MessageKey;
  options: ReviewedOption[];
  reason: string | null;
}

interface ResultPage extends PageBase {
  outcome: 'passed' | 'not-yet' | 'done' | 'practised';
  heading: MessageKey;
  course: { title: string; href: string };
  quiz: { title: string; href: string };
  score: number;
  /** The day on which what was answered was erased; there is nothing to look back on then. */
  erasedOn: string | null;
  right: number;
  passMark: number | null;
  criticalMissed: number;
  attemptsLeft: number | null;
  byDeadline: boolean;
  certificateHref: string | null;
  helpers: string;
  before: number | null;
  toReview: { objective: string; lessons: { title: string; href: string }[] }[];
  items: ReviewedItem[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'assessment/result': ResultPage;
  }
}

const HEADINGS = {
  passed: 'result.passed',
  'not-yet': 'result.notYet',
  done: 'result.done',
  practised: 'result.practised',
} as const satisfies Record<ResultPage['outcome'], MessageKey>;

function outcomeOf({ attempt, quiz }: AttemptResult): ResultPage['outcome'] {
  if (attempt.passed === true) return 'passed';
  if (attempt.passed === false) return 'not-yet';
  return quiz.kind === 'pretest' ? 'done' : 'practised';
}

/** What the result means, the score, and every item with its reasons. */
export function resultPage(
  result: AttemptResult,
  sendsPending: PendingKey | null,
  language: Language,
): ResultPage {
  const { attempt, document, quiz } = result;
  const outcome = outcomeOf(result);
  const course = `/cursos/${document.slug}`;
  return {
    title: translator(language)('result.title'),
    section: inLanguage(document.title, language),
    outcome,
    heading: HEADINGS[outcome],
    course: { title: inLanguage(document.title, language), href: course },
    quiz: { title: inLanguage(quiz.title, language), href: quizHrefOf(result) },
    score: wholePoints(attempt.score ?? 0),
    erasedOn: attempt.answersErasedAt === null ? null : dayOf(attempt.answersErasedAt),
    right: result.rightItems.size,
    passMark: quiz.passMark,
    criticalMissed: attempt.criticalMissed,
    attemptsLeft: result.attemptsLeft,
    byDeadline: result.byDeadline,
    certificateHref: result.certificateId === null ? null : `/constancias/${result.certificateId}`,
    helpers: new Intl.ListFormat(language, { type: 'disjunction' }).format(result.helpers),
    before: result.pretestScore === null ? null : wholePoints(result.pretestScore),
    toReview:
      outcome === 'passed'
        ? []
        : result.toReview.map(({ objective, lessons }) => ({
            objective: inLanguage(objective.text, language),
            lessons: lessons.map((lesson) => ({
              title: inLanguage(lesson.title, language),
              href: `${course}/lecciones/${lesson.id}`,
            })),
          })),
    items:
      attempt.answersErasedAt === null
        ? result.items.map(({ drawn, text }, index) =>
            reviewed(result, drawn, text, index + 1, language),
          )
        : [],
    sendsPending,
  };
}

function reviewed(
  { attempt, quiz }: AttemptResult,
  drawn: SnapshotItem,
  text: ItemDocument,
  number: number,
  language: Language,
): ReviewedItem {
  const chosen = attempt.answers.get(drawn.id)?.chosen ?? [];
  const credit = creditOf(drawn, new Map([[drawn.id, chosen]]));
  const [state, verdict]: [State, MessageKey] = isRight(credit)
    ? ['ok', 'result.item.right']
    : chosen.length === 0
      ? ['info', 'result.item.blank']
      : (credit?.earned ?? 0) > 0
        ? ['care', 'result.item.partly']
        : ['bad', 'result.item.wrong'];
  const texts = new Map(optionsOf(text).map((option) => [option.id, option]));
  return {
    number,
    stem: inLanguage(text.stem, language),
    critical: drawn.critical && quiz.passMark !== null,
    state,
    verdict,
    options: drawnOptions(drawn).flatMap(({ id, correct }) => {
      const option = texts.get(id);
      if (option === undefined) return [];
      const isChosen = chosen.includes(id);
      return [
        {
          text: inLanguage(option.text, language),
          reason: option.feedback === null ? '' : inLanguage(option.feedback, language),
          chosen: isChosen,
          verdict: verdictOf(isChosen, correct),
        },
      ];
    }),
    reason: text.feedback === null ? null : inLanguage(text.feedback, language),
  };
}

function verdictOf(chosen: boolean, correct: boolean): ReviewedOption['verdict'] {
  if (chosen) {
    return correct
      ? { state: 'ok', key: 'result.option.right' }
      : { state: 'bad', key: 'result.option.wrong' };
  }
  return correct ? { state: 'info', key: 'result.option.missed' } : null;
}
