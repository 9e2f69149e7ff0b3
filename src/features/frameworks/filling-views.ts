import type { FieldErrors } from '../../http/parse.ts';
import type { PageBase } from '../../http/render.ts';
import { inLanguage } from '../../lib/localized.ts';
import { STATUSES } from './framework.ts';
import type { RowMistake } from './indicator-table.ts';
import type { FrameworkSheet } from './service.ts';
import {
  addressOf,
  elementTitle,
  FRAMEWORKS,
  tableOf,
  type IndicatorTable,
  type Words,
} from './views.ts';

/** A form that is shown, or came back. */
export interface ShownForm {
  values: Record<string, string>;
  errors: FieldErrors;
  mistakes?: readonly RowMistake[];
}

interface IndicatorsPage extends PageBase {
  base: string;
  framework: { title: string; href: string };
  version: string;
  one: ShownForm;
  table: ShownForm & { lines: { username: string; key: RowMistake['key'] }[] };
  elements: { value: string; label: string }[];
  given: IndicatorTable;
}

interface NewVersionPage extends PageBase {
  base: string;
  framework: { title: string; href: string };
  form: ShownForm;
  statuses: { value: string; label: string }[];
}

interface TagsPage extends PageBase {
  base: string;
  framework: { title: string; href: string };
  version: string;
  form: ShownForm;
  elements: { value: string; label: string }[];
  courses: { value: string; label: string }[];
  /** Tags that somebody gave by hand. */
  byHand: { label: string; element: string; course: string }[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'frameworks/indicators': IndicatorsPage;
    'frameworks/new-version': NewVersionPage;
    'frameworks/tags': TagsPage;
  }
}

const elementOptions = (sheet: FrameworkSheet, words: Words): { value: string; label: string }[] =>
  sheet.elements.map((element) => ({ value: element.code, label: elementTitle(element, words) }));

const homeOf = (sheet: FrameworkSheet): { title: string; href: string } => ({
  title: sheet.framework.code,
  href: addressOf(sheet),
});

export function indicatorsPage(
  sheet: FrameworkSheet,
  { one, table }: { one: ShownForm; table: ShownForm },
  words: Words,
): IndicatorsPage {
  const { t } = words;
  return {
    title: t('frameworks.fill'),
    base: `${FRAMEWORKS}/${sheet.framework.id}`,
    framework: homeOf(sheet),
    version: sheet.version.label,
    one,
    table: {
      ...table,
      lines: (table.mistakes ?? []).slice(0, 50).map(({ row, key }) => ({
        username: t('frameworks.table.row', { row }),
        key,
      })),
    },
    elements: [{ value: '', label: t('frameworks.noElement') }, ...elementOptions(sheet, words)],
    given: tableOf(sheet, words),
  };
}

export function newVersionPage(
  sheet: FrameworkSheet,
  form: ShownForm,
  { t }: Words,
): NewVersionPage {
  return {
    title: t('frameworks.newVersion'),
    base: `${FRAMEWORKS}/${sheet.framework.id}`,
    framework: homeOf(sheet),
    form,
    statuses: [
      { value: '', label: t('frameworks.chooseStatus') },
      ...STATUSES.map((value) => ({ value, label: t(`frameworks.status.${value}`) })),
    ],
  };
}

/** The elements of a version as the form of the next one begins with them. */
export const elementLines = ({ elements }: FrameworkSheet): string =>
  elements.map(({ code, name }) => `${code}; ${name.es}`).join('\n');

export function tagsPage(
  sheet: FrameworkSheet,
  form: ShownForm,
  courses: TagsPage['courses'],
  words: Words,
): TagsPage {
  const { t, language } = words;
  return {
    title: t('frameworks.tags'),
    base: `${FRAMEWORKS}/${sheet.framework.id}`,
    framework: homeOf(sheet),
    version: sheet.version.label,
    form,
    elements: [
      { value: '', label: t('frameworks.chooseElement') },
      ...elementOptions(sheet, words),
    ],
    courses: [{ value: '', label: t('frameworks.chooseCourse') }, ...courses],
    byHand: sheet.elements.flatMap((element) =>
      element.courses.flatMap((course) => {
        const title = elementTitle(element, words);
        const of = (label: string, value: string): TagsPage['byHand'][number] => ({
          label: `${title}: ${label}`,
          element: element.code,
          course: value,
        });
        const name = inLanguage(course.title, language);
        return [
          ...(course.byHand ? [of(name, course.slug)] : []),
          ...course.lessons
            .filter(({ byHand }) => byHand)
            .map(({ id, title: lesson }) =>
              of(`${name} · ${inLanguage(lesson, language)}`, `${course.slug}/${id}`),
            ),
        ];
      }),
    ),
  };
}
