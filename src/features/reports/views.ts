import type { Html } from '../../lib/html.ts';
import type { PageBase } from '../../http/render.ts';
import type { Translate } from '../../i18n/translate.ts';
import type { Bar } from './chart.ts';
import { addressOf, GROUP_NAMES, type ReportQuery } from './filters.ts';
import {
  filtersOf,
  groupingOf,
  shortcutsOf,
  type Filter,
  type Shortcut,
  type Words,
} from './filter-views.ts';
import { shownOf, totalOf, type Report, type ShownFigures } from './report.ts';
import { scheduleHref } from './schedule-views.ts';
import { DASH, nobody, type Shown } from './shown.ts';
import { orderOf, tableOf, type ReportTable, type TableLine, type Value } from './table.ts';

export const REPORT = '/administrar/avance';
const NAMES = `${REPORT}/personas`;

interface StatFigure {
  label: string;
  cutoff: string;
  value: string;
  detail: string;
  definition: string;
}

/** A line of the table; `asOf` is its own cut-off, in words. */
interface ShownLine {
  label: string;
  asOf: string | null;
  values: Shown[];
}

export interface CompletionPage extends PageBase {
  filters: Filter[];
  shortcuts: Shortcut[];
  successors: { offered: boolean; chosen: boolean };
  tooFine: boolean;
  empty: boolean;
  figures: StatFigure[];
  charts: { wide: Html; narrow: Html; title: string } | null;
  caption: string;
  columns: {
    label: string;
    href: string;
    sorted: 'ascending' | 'descending' | null;
    num: boolean;
  }[];
  rows: ShownLine[];
  total: ShownLine | null;
  notes: string[];
  files: { label: string; href: string }[];
  /** She may take a part of it along, and has not chosen it. */
  readsMore: boolean;
  /** What else to look at where much is hidden. */
  instead: { text: string; links: { label: string; href: string }[] } | null;
  names: string | null;
  schedule: string | null;
  pages: { current: number; total: number; hrefFor: (page: number) => string };
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/completion': CompletionPage;
  }
}

const ON_A_PAGE = 40;
const BARS = 12;

/** What each figure counts, for the page and for the sheet of definitions. */
export function definitionsOf(t: Translate): { label: string; definition: string }[] {
  return [
    { label: t('report.figure.enrolled'), definition: t('report.definition.enrolled') },
    { label: t('report.figure.people'), definition: t('report.definition.people') },
    { label: t('report.figure.started'), definition: t('report.definition.started') },
    { label: t('report.figure.completed'), definition: t('report.definition.completed') },
    { label: t('report.figure.certified'), definition: t('report.definition.certified') },
  ];
}

/** The filters as they were chosen, in words. */
export function scopeText(report: Report, now: Date, words: Words): string {
  const chosen = filtersOf(report, now, words)
    .map(({ options }) => options.find(({ selected, value }) => selected && value !== '')?.label)
    .filter((label) => label !== undefined);
  return chosen.length === 0 ? words.t('report.scopeOwn') : chosen.join(', ');
}

/** Cut-off, scope, source, and what is hidden. */
export function notesOf(report: Report, now: Date, words: Words): string[] {
  const { t, fmt } = words;
  const lines = [totalOf(report), ...report.rows.map(shownOf)];
  return [
    t('report.cutOff', { date: fmt.date(report.cutOffDay) }),
    t('report.scope', { scope: scopeText(report, now, words) }),
    t('report.source'),
    ...(report.threshold === null ? [] : [t('report.hiddenNote', { k: report.threshold })]),
    ...(lines.some(({ since }) => since !== null) ? [t('report.asOfNote')] : []),
    ...(lines.some(countsNobody) ? [t('report.nobodyNote')] : []),
  ];
}

const countsNobody = ({ figures }: ShownFigures): boolean => figures.enrolled === 0;

function figuresOf(report: Report, { t, fmt }: Words): StatFigure[] {
  const { figures: total, since } = totalOf(report);
  const cutoff = fmt.date(since ?? report.cutOffDay);
  const asOf = t('report.asOfDay', { date: cutoff });
  const hidden = t('report.hidden');
  const said = (value: number | null): string => (value === null ? hidden : fmt.number(value));
  const stat = (
    name: 'enrolled' | 'people' | 'started' | 'completed' | 'certified',
    value: string,
    detail = '',
  ): StatFigure => ({
    label: t(`report.figure.${name}`),
    cutoff,
    value,
    detail: since === null ? detail : [detail, asOf].filter(Boolean).join(' · '),
    definition: t(`report.definition.${name}`),
  });
  const of = said(total.enrolled);
  return [
    stat('enrolled', of),
    stat('people', said(since === null ? report.people : null)),
    stat(
      'started',
      said(total.started),
      t('report.detail.started', { some: said(total.started), of }),
    ),
    stat(
      'completed',
      total.rate === null ? said(total.completed) : fmt.percent(total.rate),
      t('report.detail.completed', { some: said(total.completed), of }),
    ),
    stat(
      'certified',
      said(total.certified),
      t('report.detail.certified', { of: said(total.completed) }),
    ),
  ];
}

const countOf = (value: Value | undefined): number | null =>
  typeof value === 'number' ? value : null;

/** The first rows that the table shows, as bars. */
export function barsOf(
  report: Report,
  words: Words,
): { bars: Bar[]; title: string; isPart: boolean } {
  const table = tableOf(report, words.t, words.fmt);
  const at = (sort: string): number => table.columns.findIndex((column) => column.sort === sort);
  const [enrolled, completed] = [at('inscripciones'), at('terminaron')];
  const shown = table.rows.slice(0, BARS);
  const isPart = shown.length < table.rows.length;
  const group = words.t(`report.group.${report.groupBy}`);
  return {
    isPart,
    title: isPart
      ? words.t('report.chartSome', { group, count: shown.length })
      : words.t('report.chartTitle', { group }),
    bars: shown.map(({ dated, values }) => ({
      label: dated,
      enrolled: countOf(values[enrolled]),
      completed: countOf(values[completed]),
    })),
  };
}

interface Given {
  report: Report;
  now: Date;
  charts: CompletionPage['charts'];
  may: { export: boolean; names: boolean };
}

export function completionPage({ report, now, charts, may }: Given, words: Words): CompletionPage {
  const { t, fmt } = words;
  const { query } = report;
  const table = tableOf(report, t, fmt);
  const total = Math.max(1, Math.ceil(table.rows.length / ON_A_PAGE));
  const current = Math.min(query.pagina ?? 1, total);
  const shown = table.rows.slice((current - 1) * ON_A_PAGE, current * ON_A_PAGE);
  const empty = !report.tooFine && report.rows.length === 0;
  const filters = filtersOf(report, now, words);
  const unpaged = { ...query, pagina: undefined };
  const makesFiles = may.export && report.mayTake && !report.tooFine;
  return {
    title: t('report.title'),
    filters: [...filters.slice(0, 1), groupingOf(report, words), ...filters.slice(1)],
    shortcuts: shortcutsOf(report, REPORT, now, words),
    successors: {
      offered: report.groupBy === 'institution',
      chosen: query.sucesoras === '1',
    },
    tooFine: report.tooFine,
    empty,
    figures: report.tooFine ? [] : figuresOf(report, words),
    charts,
    caption: t('report.caption', { group: t(`report.group.${report.groupBy}`) }),
    columns: columnsOf(report, table),
    rows: shown.map((line) => lineOf(line, table, words)),
    total: empty ? null : lineOf(table.total, table, words),
    notes: notesOf(report, now, words),
    files:
      makesFiles && !empty
        ? [
            { label: t('report.csv'), href: addressOf(`${REPORT}.csv`, unpaged) },
            { label: t('report.xlsx'), href: addressOf(`${REPORT}.xlsx`, unpaged) },
            { label: t('report.pdf'), href: addressOf(`${REPORT}.pdf`, unpaged) },
          ]
        : [],
    readsMore: may.export && !report.mayTake && !report.tooFine && !empty,
    instead: insteadOf(report, t),
    names: may.names && !choosesBand(query) ? addressOf(NAMES, unpaged) : null,
    schedule: makesFiles ? scheduleHref(query) : null,
    pages: { current, total, hrefFor: (page) => addressOf(REPORT, query, { pagina: page }) },
  };
}

/** People are not listed by their age or rank. */
const choosesBand = ({ edad, grado }: ReportQuery): boolean =>
  edad !== undefined || grado !== undefined;

/** Where much is hidden: the small groups in one row, and the states they lie in. */
function insteadOf({ query, groupBy, hidesMuch }: Report, t: Translate): CompletionPage['instead'] {
  if (!hidesMuch || ['sex', 'age', 'rank', 'period'].includes(groupBy)) return null;
  const rest = { ...query, pagina: undefined, juntar: undefined };
  const merge =
    query.juntar === '1'
      ? { label: t('report.unmerge'), href: addressOf(REPORT, rest) }
      : { label: t('report.merge'), href: addressOf(REPORT, rest, { juntar: '1' }) };
  const country = {
    ...rest,
    estado: undefined,
    municipio: undefined,
    fondo: undefined,
    red: undefined,
    institucion: undefined,
  };
  const byState = {
    label: t('report.byState'),
    href: addressOf(REPORT, country, { por: GROUP_NAMES.state }),
  };
  return {
    text: t('report.manyHidden'),
    links: groupBy === 'state' ? [merge] : [merge, byState],
  };
}

const lineOf = (
  { label, since, values }: TableLine,
  { columns }: ReportTable,
  { t, fmt }: Words,
): ShownLine => ({
  label,
  asOf: since === null ? null : t('report.asOfDay', { date: fmt.date(since) }),
  values: values.map((value, at) => {
    if (value === null) return t('report.hidden');
    if (value === DASH) return nobody(t);
    return columns[at]?.isPercent === true ? fmt.percent(value / 100) : fmt.number(value);
  }),
});

function columnsOf(report: Report, table: ReportTable): CompletionPage['columns'] {
  const order = orderOf(report);
  const column = (sort: string, label: string, num: boolean): CompletionPage['columns'][number] => {
    const isSorted = order.sort === sort;
    // Figures are first wanted from the largest down, names from A to Z.
    const next = isSorted ? !order.falling : num;
    return {
      label,
      num,
      sorted: isSorted ? (order.falling ? 'descending' : 'ascending') : null,
      href: addressOf(REPORT, report.query, {
        orden: `${next ? '-' : ''}${sort}` as NonNullable<ReportQuery['orden']>,
        pagina: undefined,
      }),
    };
  };
  return [
    column('grupo', table.groupLabel, false),
    ...table.columns.map(({ sort, label }) => column(sort, label, true)),
  ];
}
