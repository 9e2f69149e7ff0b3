import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { dayOf } from '../../lib/clock.ts';
import { inLanguage } from '../../lib/localized.ts';
import { reviewed, type ReviewedItem } from '../assessment/result-views.ts';
import { wholePoints } from '../assessment/points.ts';
import { gradebookHref, type Words } from './gradebook-views.ts';
import type { CareOf } from './protected-answers.ts';
import type { ReviewedAttempt } from './review-service.ts';
import { timelineOf, type Moment } from './review-timeline.ts';

interface ReviewView extends PageBase {
  heading: string;
  course: { title: string; href: string };
  facts: { label: string; value: string }[];
  outcome: { text: string; kind: string };
  writeHref: string;
  /** Her attempts at this quiz; the one that is shown leads nowhere. */
  siblings: { label: string; href: string | null }[];
  timeline: Moment[];
  criticalMissed: number;
  erasedOn: string | null;
  /** The form for another attempt; null where none may be given. */
  extra: { action: string; reason: string; errors: FieldErrors } | null;
  items: (ReviewedItem & { savedAt: string | null; care: CareOf | null })[];
  /** Where what was handed in is. */
  files: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/review': ReviewView;
  }
}

/** Where those who may read answers open what was handed in with an attempt. */
export const filesOf = (attemptId: string): string => `/ensenar/intentos/${attemptId}/archivos`;

const outcomeOf = ({ attempt }: ReviewedAttempt, { t }: Words): ReviewView['outcome'] => {
  if (attempt.submittedAt === null) return { text: t('gradebook.attempt.open'), kind: 'is-info' };
  if (attempt.score === null) return { text: t('gradebook.attempt.waiting'), kind: 'is-care' };
  if (attempt.passed === true) return { text: t('gradebook.attempt.passed'), kind: 'is-ok' };
  return attempt.passed === false
    ? { text: t('gradebook.attempt.failed'), kind: 'is-bad' }
    : { text: t('gradebook.attempt.done'), kind: 'is-info' };
};

/** An attempt in the order in which the person saw it, with when each of her answers arrived. */
export function reviewPage(
  review: ReviewedAttempt,
  words: Words,
  sent: { reason: string; errors: FieldErrors } = { reason: '', errors: {} },
): ReviewView {
  const { t, fmt, language } = words;
  const { attempt, document, quiz, owner } = review;
  const facts: (ReviewView['facts'][number] | null)[] = [
    { label: t('review.quiz'), value: inLanguage(quiz.title, language) },
    { label: t('review.number'), value: fmt.number(owner.number) },
    owner.group === null ? null : { label: t('gradebook.group'), value: owner.group },
    { label: t('review.started'), value: fmt.dateTime(owner.startedAt) },
    attempt.submittedAt === null
      ? null
      : { label: t('review.submitted'), value: fmt.dateTime(attempt.submittedAt) },
    attempt.score === null
      ? null
      : { label: t('review.score'), value: t('quiz.score', { score: wholePoints(attempt.score) }) },
    quiz.passMark === null
      ? null
      : { label: t('review.passMark'), value: t('quiz.score', { score: quiz.passMark }) },
  ];
  return {
    title: t('review.title'),
    section: inLanguage(document.title, language),
    scripts: review.files.size > 0 ? ['player.js'] : [],
    files: filesOf(attempt.id),
    heading: owner.name,
    course: {
      title: inLanguage(document.title, language),
      href:
        owner.cohortId === null
          ? gradebookHref(document.slug)
          : `${gradebookHref(document.slug)}?grupo=${encodeURIComponent(owner.cohortId)}`,
    },
    facts: facts.filter((fact) => fact !== null),
    outcome: outcomeOf(review, words),
    writeHref: `/ensenar/mensaje?para=${attempt.enrolmentId}`,
    siblings: review.history.attempts.map(({ id, number, score }) => ({
      label:
        score === null
          ? t('review.sibling', { number })
          : t('review.siblingScore', { number, score: wholePoints(score) }),
      href: id === attempt.id ? null : `/ensenar/intentos/${id}`,
    })),
    timeline: timelineOf(review, words),
    criticalMissed: attempt.criticalMissed,
    erasedOn: attempt.answersErasedAt === null ? null : fmt.date(dayOf(attempt.answersErasedAt)),
    extra:
      review.extra?.why === null
        ? { action: `/ensenar/intentos/${attempt.id}/otro-intento`, ...sent }
        : null,
    items:
      attempt.answersErasedAt === null
        ? review.items.map(({ drawn, text }, index) => {
            const answer = attempt.answers.get(drawn.id);
            return {
              ...reviewed(review, drawn, text, index + 1, language),
              savedAt:
                answer === undefined || answer.chosen.length === 0
                  ? null
                  : fmt.dateTime(answer.savedAt),
              care: review.care.get(drawn.id) ?? null,
            };
          })
        : [],
  };
}
