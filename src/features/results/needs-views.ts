import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import { wholePoints } from '../assessment/points.ts';
import type { CourseDocument } from '../courses/document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import { NO_GROUP } from './gradebook-forms.ts';
import type { Filter, Words } from './gradebook-views.ts';
import { NEED_REASONS, type NeedsQuery } from './needs-forms.ts';
import type { NeedsPage, NeedyLine } from './needs-service.ts';
import {
  INACTIVE_AFTER_DAYS,
  LESSON_AFTER_DAYS,
  MANY_ATTEMPTS,
  type Needy,
  type Reason,
  type Trouble,
} from './needs.ts';

interface NeedsView extends PageBase {
  action: string;
  filters: Filter[];
  definitions: { name: string; what: string }[];
  caption: string;
  /** Writing to all who are shown. */
  writeAll: { href: string; label: string } | null;
  rows: {
    name: string;
    facts: string[];
    reasons: { label: string; kind: string }[];
    sentences: string[];
    last: string;
    writeHref: string;
    attemptHref: string | null;
    /** The form for another attempt, where she has none left. */
    extra: { action: string; title: string; reason: string; errors: FieldErrors } | null;
  }[];
  pages: { current: number; total: number; hrefFor: (page: number) => string };
  file: string | null;
  isNarrowed: boolean;
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/needs': NeedsView;
  }
}

export const NEEDS = '/ensenar/quien-me-necesita';

const KIND: Record<Reason, string> = { stuck: 'is-care', failing: 'is-bad', inactive: 'is-info' };

export function needsHref({ grupo, razon }: NeedsQuery, path = NEEDS, page = 1): string {
  const params = new URLSearchParams();
  if (grupo !== undefined) params.set('grupo', grupo);
  if (razon !== 'todas') params.set('razon', razon);
  if (page > 1) params.set('pagina', String(page));
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}

/** The reasons in a person's words, each with its badge. */
export const reasonsIn = ({ reasons }: Needy, { t }: Words): NeedsView['rows'][number]['reasons'] =>
  reasons.map((reason) => ({ label: t(`needs.reason.${reason}`), kind: KIND[reason] }));

function standingAt(quiz: QuizDocument, score: number | null, { t }: Words): string {
  if (score === null || quiz.passMark === null) return '';
  return score >= quiz.passMark * 100
    ? t('needs.critical')
    : t('needs.score', { score: wholePoints(score), mark: quiz.passMark });
}

function sentenceOf(trouble: Trouble, document: CourseDocument, words: Words): string {
  const { t, language } = words;
  switch (trouble.kind) {
    case 'inactive':
      return t(trouble.hasBegun ? 'needs.inactive' : 'needs.notBegun', { count: trouble.days });
    case 'lesson': {
      const lesson = document.lessons.find(({ id }) => id === trouble.lessonId);
      const name = lesson === undefined ? '' : inLanguage(lesson.title, language);
      return t('needs.lesson', { name, days: LESSON_AFTER_DAYS });
    }
    default: {
      const { quiz, score } = trouble;
      const name = inLanguage(quiz.title, language);
      const count = trouble.kind === 'many' ? trouble.count : 0;
      return [t(`needs.${trouble.kind}`, { name, count }), standingAt(quiz, score, words)]
        .filter(Boolean)
        .join(' ');
    }
  }
}

/** What stands in her way, one sentence for each thing. */
export const sentencesOf = ({ needy, document }: NeedyLine, words: Words): string[] =>
  needy.troubles.map((trouble) => sentenceOf(trouble, document, words));

/** What she did last and where in the course that was. */
export function lastIn({ last, document }: NeedyLine, { t, language }: Words): string {
  if (last === null) return t('needs.last.nothing');
  const places = [...document.lessons, ...document.quizzes];
  const place = places.find(({ id }) => id === last.id);
  const name = place === undefined ? '' : inLanguage(place.title, language);
  return t(`needs.last.${last.kind}`, { name });
}

/** By when she should be done; nothing where no day was set. */
export const beforeIn = ({ deploysOn, dueOn }: Needy, { t, fmt }: Words): string => {
  if (deploysOn !== null) return t('grading.deploys', { date: fmt.date(deploysOn) });
  return dueOn === null ? '' : t('grading.due', { date: fmt.date(dueOn) });
};

/** A form that came back: whose, and with what. */
export interface SentBack {
  attemptId: string;
  reason: string;
  errors: FieldErrors;
}

function rowOf(
  line: NeedyLine,
  query: NeedsQuery,
  sent: SentBack | null,
  words: Words,
): NeedsView['rows'][number] {
  const { t, fmt, language } = words;
  const { needy, document, last } = line;
  const stuck = needy.troubles.find((trouble) => trouble.kind === 'noneLeft');
  const newest = needy.attempts.at(-1);
  const isBack = stuck !== undefined && sent?.attemptId === stuck.attemptId;
  const lastOn = last === null ? '' : `, ${fmt.date(last.at)}`;
  return {
    name: needy.name,
    facts: [beforeIn(needy, words), needy.group ?? '', inLanguage(document.title, language)].filter(
      Boolean,
    ),
    reasons: reasonsIn(needy, words),
    sentences: sentencesOf(line, words),
    last: `${lastIn(line, words)}${lastOn}`,
    writeHref: `/ensenar/mensaje?para=${needy.enrolmentId}`,
    attemptHref: newest === undefined ? null : `/ensenar/intentos/${newest.id}`,
    extra:
      stuck === undefined
        ? null
        : {
            action: needsHref(query, `${NEEDS}/${stuck.attemptId}/otro-intento`, query.pagina),
            title: t('needs.extra', { name: inLanguage(stuck.quiz.title, language) }),
            reason: isBack ? sent.reason : '',
            errors: isBack ? sent.errors : {},
          },
  };
}

export function needsPage(found: NeedsPage, words: Words, sent: SentBack | null = null): NeedsView {
  const { t } = words;
  const { query, groups, lines, count } = found;
  const ids = lines.map(({ needy }) => needy.enrolmentId);
  const group: Filter = {
    name: 'grupo',
    label: t('gradebook.filter.group'),
    options: [
      { value: '', label: t('gradebook.allGroups') },
      ...groups.map(({ id, name }) => ({ value: id, label: name })),
      { value: NO_GROUP, label: t('gradebook.noGroup') },
    ].map((option) => ({ ...option, selected: option.value === (query.grupo ?? '') })),
  };
  const reason: Filter = {
    name: 'razon',
    label: t('needs.filter'),
    options: NEED_REASONS.map((value) => ({
      value,
      label: t(`needs.filter.${value}`),
      selected: value === query.razon,
    })),
  };
  return {
    title: t('needs.title'),
    action: NEEDS,
    filters: groups.length > 0 ? [group, reason] : [reason],
    definitions: [
      {
        name: t('needs.reason.stuck'),
        what: t('needs.stuckWhat', { count: MANY_ATTEMPTS, days: LESSON_AFTER_DAYS }),
      },
      { name: t('needs.reason.failing'), what: t('needs.failingWhat') },
      {
        name: t('needs.reason.inactive'),
        what: t('needs.inactiveWhat', { days: INACTIVE_AFTER_DAYS }),
      },
    ],
    caption: t('needs.caption', { count }),
    writeAll:
      ids.length < 2
        ? null
        : {
            href: `/ensenar/mensaje?para=${ids.join(',')}`,
            label: t(found.pages > 1 ? 'needs.writePage' : 'needs.writeAll', { count: ids.length }),
          },
    rows: lines.map((line) => rowOf(line, query, sent, words)),
    pages: {
      current: found.page,
      total: found.pages,
      hrefFor: (page) => needsHref(query, NEEDS, page),
    },
    file: count === 0 ? null : needsHref(query, `${NEEDS}.csv`),
    isNarrowed: needsHref(query) !== NEEDS,
  };
}
