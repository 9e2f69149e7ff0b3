import type { PageBase } from '../../http/render.ts';
import type { Format } from '../../i18n/format.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import { wholePoints } from '../assessment/points.ts';
import type { GradedAttempt } from './counting.ts';
import { NO_GROUP, OUTCOMES, PROGRESS, type GradebookQuery } from './gradebook-forms.ts';
import {
  type Gradebook,
  type GradebookLine,
  type GradebookPage,
  type GradedCourse,
} from './gradebook-service.ts';

/** What a page says in a person's language. */
export interface Words {
  t: Translate;
  fmt: Format;
  language: Language;
}

export interface Filter {
  name: string;
  label: string;
  options: { value: string; label: string; selected: boolean }[];
}

interface Cell {
  text: string;
  state: string;
  /** Null where the attempt may not be opened. */
  href: string | null;
}

interface GradedCoursesView extends PageBase {
  courses: { title: string; links: { label: string; href: string }[] }[];
}

interface GradebookView extends PageBase {
  action: string;
  course: string;
  filters: Filter[];
  search: string;
  caption: string;
  quizzes: string[];
  rows: {
    name: string;
    group: string;
    state: string;
    kind: string;
    steps: string;
    grades: (Cell | null)[];
  }[];
  pages: { current: number; total: number; hrefFor: (page: number) => string };
  files: { csv: string; xlsx: string } | null;
  reset: string | null;
  /** The analysis of each quiz, for those who read answers. */
  analyses: { title: string; href: string }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'results/gradebook': GradebookView;
    'results/courses': GradedCoursesView;
  }
}

export const gradebookHref = (slug: string): string => `/ensenar/cursos/${slug}/calificaciones`;

/** An address with the filters that are not at their usual value. */
function addressOf(path: string, query: GradebookQuery, page = 1): string {
  const params = new URLSearchParams();
  if (query.grupo !== undefined) params.set('grupo', query.grupo);
  if (query.avance !== 'todo') params.set('avance', query.avance);
  if (query.evaluacion !== undefined) params.set('evaluacion', query.evaluacion);
  if (query.resultado !== 'todo') params.set('resultado', query.resultado);
  if (query.q !== '') params.set('q', query.q);
  if (page > 1) params.set('pagina', String(page));
  return params.size === 0 ? path : `${path}?${params.toString()}`;
}

const BADGE: Record<GradedAttempt['state'], string> = {
  open: '',
  waiting: 'is-care',
  passed: 'is-ok',
  failed: 'is-bad',
  done: 'is-info',
};
const STATE: Record<GradebookLine['state'], { key: MessageKey; kind: string }> = {
  done: { key: 'gradebook.state.done', kind: 'is-ok' },
  underWay: { key: 'gradebook.state.underWay', kind: 'is-info' },
  notStarted: { key: 'gradebook.state.notStarted', kind: '' },
};

export const stateOf = ({ state }: GradebookLine, t: Translate): string => t(STATE[state].key);

/** How a grade is told in a cell: its points where it has some, its state otherwise. */
export const gradeText = (grade: GradedAttempt, t: Translate): string =>
  grade.score === null
    ? t(grade.state === 'open' ? 'gradebook.open' : 'gradebook.waiting')
    : String(wholePoints(grade.score));

/** How far somebody is: steps done of all. */
export const stepsText = ({ progress }: GradebookLine): string =>
  progress === null
    ? ''
    : `${String(progress.lessonsDone + progress.quizzesPassed)}/${String(progress.lessonsTotal + progress.quizzesRequired)}`;

function filtersOf(book: Gradebook, { t, language }: Words): Filter[] {
  const { query, quizzes, groups, quizId } = book;
  const choose = (
    offered: readonly { value: string; label: string }[],
    chosen: string,
  ): Filter['options'] =>
    offered.map((option) => ({ ...option, selected: option.value === chosen }));
  const group: Filter = {
    name: 'grupo',
    label: t('gradebook.filter.group'),
    options: choose(
      [
        { value: '', label: t('gradebook.allGroups') },
        ...groups.map(({ id, name }) => ({ value: id, label: name })),
        { value: NO_GROUP, label: t('gradebook.noGroup') },
      ],
      query.grupo ?? '',
    ),
  };
  const quiz: Filter = {
    name: 'evaluacion',
    label: t('gradebook.filter.quiz'),
    options: choose(
      quizzes.map(({ id, title }) => ({ value: id, label: inLanguage(title, language) })),
      quizId ?? '',
    ),
  };
  return [
    ...(groups.length > 0 ? [group] : []),
    {
      name: 'avance',
      label: t('gradebook.filter.progress'),
      options: choose(
        PROGRESS.map((value) => ({ value, label: t(`gradebook.progress.${value}`) })),
        query.avance,
      ),
    },
    ...(quizzes.length > 1 ? [quiz] : []),
    ...(quizzes.length > 0
      ? [
          {
            name: 'resultado',
            label: t('gradebook.filter.outcome'),
            options: choose(
              OUTCOMES.map((value) => ({ value, label: t(`gradebook.outcome.${value}`) })),
              query.resultado,
            ),
          },
        ]
      : []),
  ];
}

export function gradebookPage(book: GradebookPage, words: Words): GradebookView {
  const { t, language } = words;
  const { document, query, lines, count } = book;
  const action = gradebookHref(document.slug);
  const unfiltered = addressOf(action, query) === action;
  return {
    title: t('gradebook.title'),
    section: inLanguage(document.title, language),
    action,
    course: inLanguage(document.title, language),
    filters: filtersOf(book, words),
    search: query.q,
    caption: t('gradebook.caption', { count }),
    quizzes: book.quizzes.map(({ title }) => inLanguage(title, language)),
    rows: lines.map((line) => ({
      name: line.row.name,
      group: line.row.group ?? '',
      state: stateOf(line, t),
      kind: STATE[line.state].kind,
      steps: stepsText(line),
      grades: line.grades.map((grade) =>
        grade === null
          ? null
          : {
              text: gradeText(grade, t),
              state: BADGE[grade.state],
              href: line.opens ? `/ensenar/intentos/${grade.id}` : null,
            },
      ),
    })),
    pages: {
      current: book.page,
      total: book.pages,
      hrefFor: (page) => addressOf(action, query, page),
    },
    files:
      count === 0
        ? null
        : {
            csv: addressOf(`${action}.csv`, query),
            xlsx: addressOf(`${action}.xlsx`, query),
          },
    reset: unfiltered ? null : action,
    analyses: book.readsAnswers
      ? book.quizzes.map(({ id, title }) => ({
          title: inLanguage(title, language),
          href: `/ensenar/cursos/${document.slug}/evaluaciones/${id}/analisis`,
        }))
      : [],
  };
}

export const gradedCoursesPage = (
  courses: readonly GradedCourse[],
  { t, language }: Words,
): GradedCoursesView => ({
  title: t('gradebook.title'),
  courses: courses.map(({ slug, title, isWhole, groups }) => ({
    title: inLanguage(title, language),
    links: [
      ...(isWhole ? [{ label: t('gradebook.wholeCourse'), href: gradebookHref(slug) }] : []),
      ...groups.map(({ id, name }) => ({
        label: name,
        href: `${gradebookHref(slug)}?grupo=${encodeURIComponent(id)}`,
      })),
    ],
  })),
});
