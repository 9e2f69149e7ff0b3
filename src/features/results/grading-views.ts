import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import { reviewed, type ReviewedItem } from '../assessment/result-views.ts';
import type { Words } from './gradebook-views.ts';
import type { OnDesk } from './grading-service.ts';
import type { CareOf } from './protected-answers.ts';
import { MOST_WAITING, PASSED_ON_AFTER_DAYS, worksOf, type Queued } from './queue.ts';
import { filesOf } from './review-views.ts';

interface QueueView extends PageBase {
  rows: {
    href: string;
    person: string;
    group: string;
    what: string;
    course: string;
    since: Date;
    days: string;
    isPassedOn: boolean;
    before: string;
    /** How many answers wait, in words; '' where it is one. */
    answers: string;
  }[];
  /** Answers that wait in all. */
  waiting: string;
  /** More wait than are shown. */
  more: string | null;
  passedOnAfter: number;
}

interface DeskView extends PageBase {
  action: string;
  person: string;
  facts: string;
  waiting: string;
  item: ReviewedItem;
  written: string;
  /** Where what was handed in is. */
  files: string;
  notes: string;
  levels: { value: number; key: string; label: string }[];
  seen: number;
  values: { puntos: string; comentario: string };
  errors: FieldErrors;
  /** Somebody graded it while it lay here. */
  clash: boolean;
  attemptHref: string;
  care: CareOf | null;
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/queue': QueueView;
    'results/desk': DeskView;
  }
}

export const QUEUE = '/ensenar/por-calificar';

/** Quick grades, each on a key. */
export const LEVELS = [
  { value: 0, key: '1', label: 'grading.level.0' },
  { value: 25, key: '2', label: 'grading.level.25' },
  { value: 50, key: '3', label: 'grading.level.50' },
  { value: 75, key: '4', label: 'grading.level.75' },
  { value: 100, key: '5', label: 'grading.level.100' },
] as const;

export const queuePage = (queue: readonly Queued[], { t, fmt, language }: Words): QueueView => ({
  title: t('grading.queue'),
  passedOnAfter: PASSED_ON_AFTER_DAYS,
  waiting: t('grading.waiting', { count: queue.length }),
  more: worksOf(queue).length < MOST_WAITING ? null : t('grading.first', { count: MOST_WAITING }),
  rows: worksOf(queue).map((one) => ({
    href: one.href,
    person: one.person,
    group: one.group ?? '',
    what: inLanguage(one.what, language),
    course: inLanguage(one.course, language),
    since: one.since,
    days: t('grading.days', { count: one.days }),
    isPassedOn: one.isPassedOn,
    before:
      one.deploysOn !== null
        ? t('grading.deploys', { date: fmt.date(one.deploysOn) })
        : one.dueOn !== null
          ? t('grading.due', { date: fmt.date(one.dueOn) })
          : '',
    answers: one.answers > 1 ? t('grading.waiting', { count: one.answers }) : '',
  })),
});

interface Returned {
  values?: DeskView['values'];
  errors?: FieldErrors;
  clash?: boolean;
}

export function deskPage(
  desk: OnDesk,
  { t, fmt, language }: Words,
  { values, errors = {}, clash = false }: Returned = {},
): DeskView {
  const { attempt, item, owner, quiz } = desk;
  const { drawn, text } = item;
  const number = desk.items.findIndex((one) => one.drawn.id === drawn.id) + 1;
  const grade = desk.grades.get(drawn.id);
  const notes = 'graderNotes' in text ? text.graderNotes : null;
  const shown = reviewed(desk, drawn, text, number, language);
  const isHeard =
    shown.review.kind === 'files' && shown.review.files.some(({ kind }) => kind === 'audio');
  return {
    title: t('grading.title'),
    section: inLanguage(desk.document.title, language),
    scripts: isHeard ? ['grading.js', 'player.js'] : ['grading.js'],
    action: `${QUEUE}/${attempt.id}/${drawn.id}`,
    person: owner.name,
    facts: [
      inLanguage(quiz.title, language),
      owner.group,
      attempt.submittedAt === null ? null : fmt.dateTime(attempt.submittedAt),
    ]
      .filter((fact) => fact !== null)
      .join(' · '),
    waiting: t('grading.waiting', { count: desk.waitingInAll }),
    item: shown,
    written: text.type === 'essay' ? (attempt.answers.get(drawn.id)?.chosen[0] ?? '') : '',
    files: filesOf(attempt.id),
    notes: notes === null ? '' : inLanguage(notes, language),
    levels: LEVELS.map(({ value, key, label }) => ({ value, key, label: t(label) })),
    seen: desk.seen,
    values: values ?? {
      puntos:
        grade === undefined
          ? ''
          : String(Math.round((grade.credit.earned * 100) / grade.credit.of)),
      comentario: grade?.comment ?? '',
    },
    errors,
    clash,
    attemptHref: `/ensenar/intentos/${attempt.id}`,
    care: desk.care,
  };
}
