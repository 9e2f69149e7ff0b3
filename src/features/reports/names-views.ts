import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Choices } from './choices.ts';
import { addressOf } from './filters.ts';
import { PROGRESS, type NameList } from './names-service.ts';
import { filtersOf, type Filter, type Words } from './filter-views.ts';
import { REPORT } from './views.ts';

export const NAMES = `${REPORT}/personas`;

interface NamesPage extends PageBase {
  filters: Filter[];
  caption: string;
  rows: {
    name: string;
    course: string;
    enrolledOn: string;
    state: string;
    kind: string;
    completedOn: string;
  }[];
  pages: { current: number; total: number; hrefFor: (page: number) => string };
  files: { csv: string; xlsx: string } | null;
  back: string;
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/names': NamesPage;
  }
}

/** The title of a course, also of one that is no longer open. */
export function courseNames(choices: Choices, t: Translate): (id: string) => string {
  const titles = new Map(choices.courses.map(({ key, label }) => [key, label]));
  return (id) => titles.get(id) ?? t('report.unknown');
}

const KIND = { done: 'is-ok', underWay: 'is-info', notStarted: '' } as const;

export function namesPage(
  { list, now, mayExport }: { list: NameList; now: Date; mayExport: boolean },
  words: Words,
): NamesPage {
  const { t, fmt } = words;
  const courseOf = courseNames(list.choices, t);
  const unpaged = { ...list.query, pagina: undefined };
  const address = (path: string, page?: number): string => {
    const base = addressOf(path, unpaged, page === undefined ? {} : { pagina: page });
    if (list.progress === 'all') return base;
    return `${base}${base.includes('?') ? '&' : '?'}avance=${list.progress}`;
  };
  return {
    title: t('names.title'),
    filters: [
      {
        before: t('names.filter'),
        name: 'avance',
        label: t('names.filter'),
        options: PROGRESS.map((value) => ({
          value,
          label: t(`names.filter.${value}`),
          selected: value === list.progress,
        })),
      },
      ...filtersOf(list, now, words).filter(({ name }) => name !== 'edad' && name !== 'grado'),
    ],
    caption: t('names.caption', { count: list.count }),
    rows: list.rows.map((row) => ({
      name: row.name,
      course: courseOf(row.courseId),
      enrolledOn: fmt.date(row.enrolledOn),
      state: t(`names.${row.state}`),
      kind: KIND[row.state],
      completedOn: row.completedOn === null ? '' : fmt.date(row.completedOn),
    })),
    pages: { current: list.page, total: list.pages, hrefFor: (page) => address(NAMES, page) },
    files:
      mayExport && list.count > 0
        ? { csv: address(`${NAMES}.csv`), xlsx: address(`${NAMES}.xlsx`) }
        : null,
    back: addressOf(REPORT, unpaged),
  };
}
