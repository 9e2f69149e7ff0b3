import type { PageBase } from '../../http/render.ts';
import type { Language } from '../../lib/localized.ts';
import { addressOf, GROUP_NAMES, type ReportQuery } from './filters.ts';
import { filtersOf, type Filter, type Words } from './filter-views.ts';
import { funnelLines, funnelNotes } from './funnel-views.ts';
import type { Counting, Indicators, Statistics } from './indicator-service.ts';
import { shownOf, totalOf, type Report } from './report.ts';
import { STATE_TILES } from './state-tiles.ts';
import { masteryLines } from './mastery-views.ts';
import { DASH, nobody, type Shown } from './shown.ts';
import { gapOf, wilson } from './statistics.ts';
import { tableOf } from './table.ts';
import { notesOf, REPORT } from './views.ts';

export const INDICATORS = '/administrar/indicadores';

interface Stat {
  label: string;
  value: Shown;
  detail: string;
  definition: string;
  /** Its own cut-off, where it may be earlier than that of the page. */
  cutoff?: string;
}

/** A line of a table with a bar beside it. `share` is how much of the bar is full, 0 to 100, or null without one. */
interface Line {
  label: string;
  href: string | null;
  share: number | null;
  values: Shown[];
}

interface IndicatorPage extends PageBase {
  filters: Filter[];
  empty: boolean;
  cutoff: string;
  figures: Stat[];
  /** Why figures of funnel and objectives are not there yet; null where they are. */
  counting: string | null;
  funnel: Line[];
  /** The objectives of the course that is chosen. */
  mastery: Line[];
  gap: { lines: Line[]; text: string } | null;
  months: Line[];
  tiles: { x: number; y: number; name: string; share: number; value: string }[];
  states: Line[];
  certificates: { label: string; value: string }[];
  onlyWhole: boolean;
  notes: string[];
}

declare module '../../http/render.ts' {
  interface Pages {
    'reports/indicators': IndicatorPage;
  }
}

const percentOf = (some: number | null, of: number | null): number | null =>
  some === null || of === null || of === 0 ? null : (100 * some) / of;

export function indicatorPage(
  found: Indicators,
  { now, language }: { now: Date; language: Language },
  words: Words,
): IndicatorPage {
  const { t, fmt } = words;
  const { bySex, byState, byMonth, funnel, mastery, counting, statistics } = found;
  const query = { ...bySex.query, por: undefined };
  const cutoff = fmt.date(bySex.cutOffDay);
  return {
    title: t('indicator.title'),
    filters: filtersOf(bySex, now, words).filter(({ name }) =>
      ['curso', 'estado', 'lado', 'periodo'].includes(name),
    ),
    empty: bySex.rows.length === 0 && !bySex.tooFine,
    cutoff,
    figures: figuresOf(bySex, statistics, words),
    counting: counting === null ? null : countingText(counting, words),
    funnel: funnelLines(bySex.total, funnel, words),
    mastery: masteryLines(mastery ?? [], language, words),
    gap: gapsOf(bySex, words),
    months: linesOf(byMonth, () => null, words),
    tiles: tilesOf(byState, words),
    states: linesOf(byState, (id) => (/^\d{2}$/.test(id) ? stateHref(query, id) : null), words),
    certificates: certificatesOf(statistics, words),
    onlyWhole: statistics === null,
    notes: [
      ...new Set([bySex, byState, byMonth].flatMap((report) => notesOf(report, now, words))),
      ...funnelNotes(funnel, words),
    ],
  };
}

const countingText = ({ waiting }: Counting, { t, fmt }: Words): string =>
  waiting === null
    ? t('indicator.counting')
    : t('indicator.countingSome', { waiting: fmt.number(waiting) });

/** From a state to its municipalities. */
const stateHref = (query: ReportQuery, id: string): string =>
  addressOf(REPORT, query, { estado: id, por: GROUP_NAMES.municipality });

function figuresOf(report: Report, statistics: Statistics | null, { t, fmt }: Words): Stat[] {
  const { figures: total, since } = totalOf(report);
  const cutoff = fmt.date(since ?? report.cutOffDay);
  const dated = (detail: string): string =>
    since === null ? detail : `${detail} · ${t('report.asOfDay', { date: cutoff })}`;
  const hidden = t('report.hidden');
  const said = (value: number | null): string => (value === null ? hidden : fmt.number(value));
  const percent = (some: number | null, of: number | null): string | null => {
    const share = percentOf(some, of);
    return share === null ? null : fmt.percent(share / 100);
  };
  const share = (some: number | null, of: number | null): Shown =>
    of === 0 ? nobody(t) : (percent(some, of) ?? hidden);
  /** Within a sentence. */
  const inWords = (some: number | null, of: number | null): string =>
    of === 0 ? DASH : (percent(some, of) ?? hidden);
  const stats: Stat[] = [
    {
      label: t('indicator.start'),
      value: share(total.started, total.enrolled),
      detail: dated(
        t('report.detail.started', { some: said(total.started), of: said(total.enrolled) }),
      ),
      definition: t('indicator.start.what'),
      cutoff,
    },
    {
      label: t('indicator.completion'),
      value: share(total.completed, total.enrolled),
      detail: dated(
        t('indicator.completion.detail', {
          some: said(total.completed),
          of: said(total.enrolled),
          ofStarted: inWords(total.completed, total.started),
        }),
      ),
      definition: t('indicator.completion.what'),
      cutoff,
    },
  ];
  if (statistics === null) return stats;
  const { time, gain, coverage } = statistics;
  stats.push(
    {
      label: t('indicator.time'),
      value: time === null ? hidden : t('indicator.days', { count: time.median }),
      detail:
        time === null
          ? ''
          : t('indicator.time.detail', { p90: fmt.number(time.p90), n: fmt.number(time.n) }),
      definition: t('indicator.time.what'),
    },
    {
      label: t('indicator.gain'),
      value: gain === null ? hidden : t('indicator.points', { points: signed(gain.gain) }),
      detail:
        gain === null
          ? ''
          : t('indicator.gain.detail', {
              before: fmt.number(Math.round(gain.before)),
              after: fmt.number(Math.round(gain.after)),
              n: fmt.number(gain.n),
              share: inWords(gain.n, report.total.completed),
              normalised: gain.normalised === null ? hidden : gain.normalised.toFixed(2),
              effect: gain.effect === null ? hidden : gain.effect.toFixed(2),
            }),
      definition: t('indicator.gain.what'),
    },
    {
      label: t('indicator.coverage'),
      value: fmt.number(coverage.reached),
      detail: t('indicator.coverage.detail', { all: fmt.number(coverage.all) }),
      definition: t('indicator.coverage.what'),
    },
  );
  return stats;
}

/** With a sign, a minus as it is set in print: a hyphen would be read as a range. */
const signed = (value: number): string =>
  `${value > 0 ? '+' : ''}${value.toFixed(1)}`.replace('-', '−');

/** Completion by sex with Wilson's intervals, and the gap between women and men. */
function gapsOf(report: Report, { t, fmt }: Words): IndicatorPage['gap'] {
  if (report.tooFine || report.rows.length === 0) return null;
  const hidden = t('report.hidden');
  const shareOf = (sex: string): { some: number; of: number } | null => {
    const figures = report.rows.find(({ id }) => id === sex)?.figures;
    const [some, of] = [figures?.completed ?? null, figures?.enrolled ?? null];
    return some === null || of === null || of === 0 ? null : { some, of };
  };
  const percent = (share: number): string => fmt.percent(share);
  const lines = report.rows.map(({ id, figures }): Line => {
    const share = shareOf(id);
    const none = figures.enrolled === 0 ? nobody(t) : hidden;
    const range = share === null ? null : wilson(share.some, share.of);
    return {
      label: t(`report.sex.${id as 'mujer'}`),
      href: null,
      share: share === null ? null : (100 * share.some) / share.of,
      values:
        share === null || range === null
          ? [none, none, none]
          : [
              t('indicator.of', { some: fmt.number(share.some), of: fmt.number(share.of) }),
              percent(share.some / share.of),
              t('indicator.range', { low: percent(range.low), high: percent(range.high) }),
            ],
    };
  });
  const [women, men] = [shareOf('mujer'), shareOf('hombre')];
  if (women === null || men === null) return { lines, text: t('indicator.gap.none') };
  const { gap, low, high } = gapOf(women, men);
  const points = (share: number): string => signed(share * 100);
  return {
    lines,
    text: t(low > 0 || high < 0 ? 'indicator.gap.clear' : 'indicator.gap.unclear', {
      gap: points(gap),
      low: points(low),
      high: points(high),
    }),
  };
}

const rateShown = (enrolled: number | null, rate: number | null, { t, fmt }: Words): Shown =>
  enrolled === 0 ? nobody(t) : rate === null ? t('report.hidden') : fmt.percent(rate);

/** Rows of a report: enrolled, completed and the share of them. */
function linesOf(report: Report, hrefOf: (id: string) => string | null, { t, fmt }: Words): Line[] {
  if (report.tooFine) return [];
  const hidden = t('report.hidden');
  const said = (value: number | null): string => (value === null ? hidden : fmt.number(value));
  const figures = new Map(report.rows.map((row) => [row.id, shownOf(row).figures]));
  return tableOf(report, t, fmt).rows.map(({ id, dated }) => {
    const { enrolled = null, completed = null, rate = null } = figures.get(id) ?? {};
    return {
      label: dated,
      href: hrefOf(id),
      share: rate === null ? null : rate * 100,
      values: [said(enrolled), said(completed), rateShown(enrolled, rate, { t, fmt })],
    };
  });
}

function tilesOf(report: Report, { t, fmt }: Words): IndicatorPage['tiles'] {
  if (report.tooFine) return [];
  const found = new Map(report.rows.map(({ id, figures }) => [id, figures]));
  return STATE_TILES.map(([code, name, x, y]) => {
    const figures = found.get(code);
    const rate = figures?.rate ?? null;
    return {
      x,
      y,
      name,
      share: (rate ?? 0) * 100,
      value:
        figures === undefined || figures.enrolled === 0
          ? DASH
          : rate === null
            ? t('report.hidden')
            : fmt.percent(rate),
    };
  });
}

function certificatesOf(
  statistics: Statistics | null,
  { t, fmt }: Words,
): IndicatorPage['certificates'] {
  if (statistics === null) return [];
  return (['in30', 'in60', 'in90', 'later', 'expired'] as const).map((kind) => {
    const count = statistics.certificates[kind];
    return {
      label: t(`indicator.certificates.${kind}`),
      value: count === null ? t('report.hidden') : fmt.number(count),
    };
  });
}
