import type { PageBase } from '../../http/render.ts';
import { translator, type MessageKey } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { dayOf } from '../../lib/clock.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { AttemptResult } from './attempt-pages.ts';
import { quizHrefOf } from './attempt-views.ts';
import { creditsOf } from './grade.ts';
import type { Credit } from './item-kind.ts';
import { isOwnWords } from './removed-answers.ts';
import { creditOf, isRight } from './scoring.ts';
import type { PendingKey } from '../../lib/pending-key.ts';
import type { Pair } from './asked.ts';
import { shownAudio, type ShownAudio } from '../content/item-audio.ts';
import type { Html } from '../../lib/html.ts';
import { isSpanishOnly, textsOf } from './item-texts.ts';
import { reviewOf } from './review.ts';
import type { Reviewed, State } from './reviewed.ts';
import type { SnapshotItem } from './snapshot.ts';
import { wholePoints } from './points.ts';

export interface ReviewedItem {
  number: number;
  stem: Html;
  audio: ShownAudio[];
  /** The page is read in English and this is not written in it. */
  spanishOnly: boolean;
  critical: boolean;
  state: State;
  verdict: MessageKey;
  review: Reviewed;
  /** How much of its worth, where it was neither all nor nothing: 2 of 3. */
  share: Credit | null;
  /** What the person who graded it says. */
  grade: { earned: number; of: number; comment: string | null; grader: string; at: Date } | null;
  reason: Html | null;
  /** What was answered is not there any more, or is not for the reader. */
  isGone: boolean;
}

interface ResultPage extends PageBase {
  outcome: 'passed' | 'not-yet' | 'done' | 'practised' | 'waiting';
  /** What waits for a grade: how many answers, and since when. Null when nothing does. */
  waiting: { count: number; since: Date } | null;
  heading: MessageKey;
  /** Where files of this attempt are. */
  files: string;
  course: { title: string; href: string };
  quiz: { title: string; href: string };
  /** Null while anything waits for a grade. */
  score: number | null;
  /** The day on which what was answered was erased; there is nothing to look back on then. */
  erasedOn: string | null;
  right: number;
  /** How many questions there were. */
  total: number;
  /** Why the right answers are not shown: from when they are, or that they never are; null when they are. */
  reasonsFrom: Date | 'never' | null;
  timeZone: string;
  passMark: number | null;
  criticalMissed: number;
  attemptsLeft: number | null;
  byDeadline: boolean;
  /** What was mended after it was handed in, and what it did to the score. */
  corrections: {
    on: Date;
    what: string;
    reason: string;
    before: number | null;
    after: number | null;
    /** It had a score, and has the same one. */
    isSame: boolean;
  }[];
  certificateHref: string | null;
  helpers: string;
  /** Where a question about this attempt is asked. */
  askHref: string;
  before: number | null;
  toReview: { objective: string; lessons: { title: string; href: string }[] }[];
  items: (ReviewedItem & { eraseAction: string | null })[];
  /** Texts of her own that she may erase, where the questions are not shown. */
  own: { number: number; eraseAction: string }[];
  /** A trial of a draft's quiz, of which nothing is kept. */
  isTrial?: boolean;
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
  waiting: 'result.waiting',
} as const satisfies Record<ResultPage['outcome'], MessageKey>;

function outcomeOf({ attempt, quiz, waiting }: AttemptResult): ResultPage['outcome'] {
  if (waiting.length > 0) return 'waiting';
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
  const showsItems = attempt.answersErasedAt === null && result.reasonsFrom === null;
  return {
    title: translator(language)('result.title'),
    section: inLanguage(document.title, language),
    outcome,
    heading: HEADINGS[outcome],
    files: `/intentos/${attempt.id}/archivos`,
    course: { title: inLanguage(document.title, language), href: course },
    quiz: { title: inLanguage(quiz.title, language), href: quizHrefOf(result) },
    waiting:
      result.waiting.length === 0 || attempt.submittedAt === null
        ? null
        : { count: result.waiting.length, since: attempt.submittedAt },
    score: attempt.score === null ? null : wholePoints(attempt.score),
    erasedOn: attempt.answersErasedAt === null ? null : dayOf(attempt.answersErasedAt),
    right: result.rightItems.size,
    total: result.items.length,
    reasonsFrom: result.reasonsFrom,
    timeZone: quiz.timeZone,
    passMark: quiz.passMark,
    criticalMissed: attempt.criticalMissed,
    attemptsLeft: result.attemptsLeft,
    byDeadline: result.byDeadline,
    corrections: result.corrections.map((correction) =>
      toldCorrection(result, correction, language),
    ),
    certificateHref: result.certificateId === null ? null : `/constancias/${result.certificateId}`,
    askHref: `${quizHrefOf(result)}/pregunta?intento=${attempt.id}`,
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
    items: showsItems
      ? result.items.map(({ drawn, text }, index) => ({
          ...reviewed(result, drawn, text, index + 1, language),
          eraseAction: eraseActionOf(result, drawn),
        }))
      : [],
    own: showsItems
      ? []
      : result.items.flatMap(({ drawn }, index) => {
          const eraseAction = eraseActionOf(result, drawn);
          return eraseAction === null ? [] : [{ number: index + 1, eraseAction }];
        }),
    sendsPending,
  };
}

/** Where she erases what she wrote, once it was graded: from then on the score needs it no more. */
function eraseActionOf({ attempt, grades }: AttemptResult, drawn: SnapshotItem): string | null {
  const isThere = (attempt.answers.get(drawn.id)?.chosen.length ?? 0) > 0;
  return isThere && grades.has(drawn.id) && isOwnWords(drawn.type)
    ? `/intentos/${attempt.id}/respuestas/${drawn.id}/borrado`
    : null;
}

function toldCorrection(
  { items }: AttemptResult,
  { itemId, change, reason, at, oldScore, newScore }: AttemptResult['corrections'][number],
  language: Language,
): ResultPage['corrections'][number] {
  const number = items.findIndex(({ drawn }) => drawn.id === itemId) + 1;
  return {
    on: at,
    what: translator(language)(`correction.told.${change.kind}`, { number }),
    reason,
    before: oldScore === null || oldScore === newScore ? null : wholePoints(oldScore),
    after: newScore === null || oldScore === newScore ? null : wholePoints(newScore),
    isSame: oldScore !== null && oldScore === newScore,
  };
}

/** One item of an attempt with what was answered, each option with its reason, in the order in which it was shown. */
export function reviewed(
  {
    attempt,
    quiz,
    grades,
    document,
    files,
  }: Pick<AttemptResult, 'attempt' | 'quiz' | 'grades' | 'document' | 'files'>,
  drawn: SnapshotItem,
  text: ItemDocument,
  number: number,
  language: Language,
): ReviewedItem {
  const answer = attempt.answers.get(drawn.id);
  const chosen = answer?.chosen ?? [];
  const grade = grades.get(drawn.id);
  const credit = creditOf(drawn, new Map([[drawn.id, chosen]]), creditsOf(grades));
  const [state, verdict] = verdictOn(credit, chosen.length > 0);
  const texts = textsOf(document, text, language);
  return {
    number,
    stem: texts.html(text.stem),
    audio: shownAudio(text, document.media, language),
    spanishOnly: language === 'en' && isSpanishOnly(text),
    critical: drawn.critical && quiz.passMark !== null,
    state,
    verdict,
    grade:
      grade === undefined
        ? null
        : { ...grade.credit, comment: grade.comment, grader: grade.grader, at: grade.at },
    review: reviewOf({ drawn, text } as Pair, chosen, texts, files),
    share:
      credit !== null && credit.earned > 0 && credit.earned < credit.of && grade === undefined
        ? credit
        : null,
    reason: text.feedback === null ? null : texts.html(text.feedback),
    isGone: answer?.isGone === true,
  };
}

function verdictOn(credit: Credit | null, isAnswered: boolean): [State, MessageKey] {
  if (credit === null) return ['info', 'result.item.waits'];
  if (isRight(credit)) return ['ok', 'result.item.right'];
  if (!isAnswered) return ['info', 'result.item.blank'];
  return credit.earned > 0 ? ['care', 'result.item.partly'] : ['bad', 'result.item.wrong'];
}
