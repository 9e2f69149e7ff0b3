import type { PageBase } from '../../http/render.ts';
import type { Format } from '../../i18n/format.ts';
import type { Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Figures, Report } from '../reports/report.ts';
import { nobody, type Shown } from '../reports/shown.ts';
import type { FedElement, FeedingCourse } from './feeding.ts';
import type { Indicator, IndicatorSet, Version } from './framework.ts';
import type { FrameworkSheet, ListedFramework } from './service.ts';

export const FRAMEWORKS = '/administrar/marcos';

export interface Words {
  t: Translate;
  fmt: Format;
  language: Language;
}

interface FrameworksPage extends PageBase {
  entries: { href: string; code: string; name: string; about: string; indicators: string }[];
}

interface ShownCourse {
  title: string;
  href: string;
  how: string;
  lessons: { title: string; href: string }[];
  /** Enrolled, completed and their share, or the sign of what is hidden; null for whoever reads no reports. */
  figures: Shown[] | null;
}

export interface FrameworkPage extends PageBase {
  base: string;
  lead: string;
  version: { label: string; about: string; note: string | null; replaced: boolean };
  versions: { label: string; about: string; href: string; current: boolean }[];
  elements: { id: string; title: string; courses: ShownCourse[] }[];
  showsFigures: boolean;
  notes: string[];
  table: IndicatorTable;
  /** Where those who fill it in go; null for readers. */
  manage: { indicators: string; newVersion: string; tags: string } | null;
}

export interface IndicatorTable {
  /** Says that nobody filled it in; null when somebody did. */
  empty: string | null;
  about: string | null;
  rows: Indicator[];
  earlier: string[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'frameworks/frameworks': FrameworksPage;
    'frameworks/framework': FrameworkPage;
  }
}

const aboutVersion = ({ label, adoptedOn, status }: Version, { t, fmt }: Words): string =>
  t('frameworks.versionAbout', {
    label,
    date: fmt.date(adoptedOn),
    status: t(`frameworks.status.${status}`),
  });

/** How many indicators are there of those it says it has. */
function indicatorsSaid(count: number, { indicatorsSaid: said }: Version, { t }: Words): string {
  if (said !== null) return t('frameworks.indicatorsOf', { count, said });
  return t('frameworks.indicators', { count });
}

export function frameworksPage(listed: readonly ListedFramework[], words: Words): FrameworksPage {
  return {
    title: words.t('frameworks.title'),
    entries: listed.map((one) => ({
      href: `${FRAMEWORKS}/${one.id}`,
      code: one.code,
      name: inLanguage(one.name, words.language),
      about: aboutVersion(one.current, words),
      indicators: indicatorsSaid(one.indicators, one.current, words),
    })),
  };
}

export const addressOf = ({ framework, version }: FrameworkSheet, path = ''): string =>
  `${FRAMEWORKS}/${framework.id}${path}?version=${encodeURIComponent(version.label)}`;

export const elementTitle = (
  { kind, code, name }: Pick<FedElement, 'kind' | 'code' | 'name'>,
  { t, language }: Omit<Words, 'fmt'>,
): string => t(`frameworks.kind.${kind}`, { code, name: inLanguage(name, language) });

const rateShown = ({ enrolled, rate }: Figures, { t, fmt }: Pick<Words, 't' | 'fmt'>): Shown =>
  enrolled === 0 ? nobody(t) : rate === null ? t('report.hidden') : fmt.percent(rate);

function shownCourse(
  course: FeedingCourse,
  figures: ReadonlyMap<string, Figures> | null,
  { t, fmt, language }: Words,
): ShownCourse {
  const hidden = t('report.hidden');
  const found = figures?.get(course.courseId);
  const said = (value: number | null): string => (value === null ? hidden : fmt.number(value));
  return {
    title: inLanguage(course.title, language),
    href: `/cursos/${course.slug}`,
    how: t(course.isWhole ? 'frameworks.wholeCourse' : 'frameworks.someLessons'),
    lessons: course.lessons.map(({ id, title }) => ({
      title: inLanguage(title, language),
      href: `/cursos/${course.slug}/lecciones/${id}`,
    })),
    figures:
      figures === null
        ? null
        : found === undefined
          ? [nobody(t), nobody(t), nobody(t)]
          : [said(found.enrolled), said(found.completed), rateShown(found, { t, fmt })],
  };
}

export function tableOf(
  { version, set, earlier }: FrameworkSheet,
  { t, fmt }: Words,
): IndicatorTable {
  const about = (one: Omit<IndicatorSet, 'rows'>): string =>
    t('frameworks.setAbout', {
      number: one.number,
      source: one.source,
      date: fmt.date(one.datedOn),
    });
  const said = version.indicatorsSaid;
  return {
    empty:
      set !== null
        ? null
        : said === null
          ? t('frameworks.notLoaded')
          : t('frameworks.notLoadedOf', { said }),
    about: set === null ? null : about(set),
    rows: set?.rows ?? [],
    earlier: earlier.map(about),
  };
}

export function frameworkPage(
  sheet: FrameworkSheet,
  { report, manages }: { report: Report | null; manages: boolean },
  words: Words,
): FrameworkPage {
  const { t, fmt, language } = words;
  const { framework, version, versions } = sheet;
  const figures = report === null ? null : new Map(report.rows.map((row) => [row.id, row.figures]));
  return {
    title: framework.code,
    base: `${FRAMEWORKS}/${framework.id}`,
    lead: inLanguage(framework.name, language),
    version: {
      label: version.label,
      about: `${aboutVersion(version, words)} ${t('frameworks.source', { source: version.source })}`,
      note: version.note === null ? null : inLanguage(version.note, language),
      replaced: sheet.isReplaced,
    },
    versions: versions.map((one) => ({
      label: one.label,
      about: aboutVersion(one, words),
      href: addressOf({ ...sheet, version: one }),
      current: one.id === version.id,
    })),
    elements: sheet.elements.map((element) => ({
      id: `elemento-${element.code.replace(/[^A-Za-z0-9]/g, '-')}`,
      title: elementTitle(element, words),
      courses: element.courses.map((course) => shownCourse(course, figures, words)),
    })),
    showsFigures: figures !== null,
    notes:
      report === null
        ? []
        : [
            t('report.cutOff', { date: fmt.date(report.cutOffDay) }),
            t('report.source'),
            t('frameworks.countsTwice'),
            ...(report.threshold === null ? [] : [t('report.hiddenNote', { k: report.threshold })]),
          ],
    table: tableOf(sheet, words),
    manage: manages
      ? {
          indicators: addressOf(sheet, '/indicadores'),
          newVersion: `${FRAMEWORKS}/${framework.id}/versiones`,
          tags: addressOf(sheet, '/etiquetas'),
        }
      : null,
  };
}
