import type { Format } from '../../i18n/format.ts';
import type { MessageKey, Translate } from '../../i18n/translate.ts';
import { AGE_GROUPS, type AgeGroup } from '../enrolment/age-group.ts';
import { RANK_BANDS, type RankBand } from '../institutions/rank-bands.ts';
import { SIDES } from '../../lib/actor.ts';
import { NONE } from './dimensions.ts';
import { SORTS, type GroupBy, type Sort } from './filters.ts';
import {
  shownOf,
  totalOf,
  type Figures,
  type Report,
  type ReportRow,
  type ShownFigures,
} from './report.ts';
import { DASH } from './shown.ts';

/** A column of figures. Percentages are whole numbers. */
export interface Column {
  sort: Sort;
  label: string;
  isPercent: boolean;
}

/** A value of the table: null is a count that is not shown, a dash a share of nobody. */
export type Value = number | null | typeof DASH;

/** Percentages are whole numbers, and their heading says so. */
export const titleOf = ({ label, isPercent }: Column): string =>
  isPercent ? `${label} (%)` : label;

/** A line of the table. */
export interface TableLine {
  label: string;
  /** The label with the cut-off, where the line has one of its own. */
  dated: string;
  values: Value[];
  /** Its own cut-off, where it is earlier than that of the report. */
  since: string | null;
}

interface TableRow extends TableLine {
  /** Node of the grouping. */
  id: string;
}

/** The table of a report, the same on the page and in every file. */
export interface ReportTable {
  groupLabel: string;
  columns: Column[];
  rows: TableRow[];
  total: TableLine;
}

const FIGURE: Record<Exclude<Sort, 'grupo'>, keyof Figures> = {
  inscripciones: 'enrolled',
  iniciaron: 'started',
  terminaron: 'completed',
  tasa: 'rate',
  constancias: 'certified',
};
const LABEL: Record<Exclude<Sort, 'grupo'>, MessageKey> = {
  inscripciones: 'report.figure.enrolled',
  iniciaron: 'report.figure.started',
  terminaron: 'report.figure.completed',
  tasa: 'report.figure.rate',
  constancias: 'report.figure.certified',
};

const isSex = (id: string): id is 'mujer' | 'hombre' | 'intersexual' | 'no_dice' =>
  ['mujer', 'hombre', 'intersexual', 'no_dice'].includes(id);

const isAge = (id: string): id is AgeGroup => AGE_GROUPS.some((group) => group === id);
const isBand = (id: string): id is RankBand => RANK_BANDS.some((band) => band === id);

/** A band, or a side of which those have none who stand in the row. */
function rankLabel(id: string, t: Translate): string {
  if (isBand(id)) return t(`ranks.band.${id}`);
  const side = SIDES.find((one) => id.startsWith(one));
  return side === undefined ? t('report.unknown') : t(`report.none.rank.${side}`);
}

/** In which order rows of some groupings come, which is not that of their names. */
const ORDER: Partial<Record<GroupBy, readonly string[]>> = { age: AGE_GROUPS, rank: RANK_BANDS };

/** What rows are ordered by when they are in the order of their groups; what is in no order comes last, by name. */
function orderKey(groupBy: GroupBy, { id, label }: { id: string; label: string }): string {
  if (groupBy === 'period') return id;
  const order = ORDER[groupBy];
  if (order === undefined) return label;
  const at = order.indexOf(id);
  return at === -1 ? `9${label}` : `0${String(at).padStart(2, '0')}`;
}

/** How a row is called. */
export function labelOf(groupBy: GroupBy, row: ReportRow, t: Translate, fmt: Format): string {
  if (row.merged !== undefined) return t('report.others', { count: row.merged });
  if (row.name !== null) return row.name;
  if (groupBy === 'sex' && isSex(row.id)) return t(`report.sex.${row.id}`);
  if (groupBy === 'period') return fmt.month(row.id);
  if (groupBy === 'age') return isAge(row.id) ? t(`report.age.${row.id}`) : t('report.none.age');
  if (groupBy === 'rank') return rankLabel(row.id, t);
  if (groupBy === 'fund') return t(row.id === NONE ? 'report.none.network' : 'report.none.fund');
  if (!row.id.endsWith(NONE)) return t('report.unknown');
  if (groupBy === 'institution') return t('report.none.institution');
  if (groupBy === 'cohort') return t('report.none.cohort');
  if (groupBy === 'region') return t('report.none.region');
  if (groupBy === 'network') return t('report.none.network');
  return groupBy === 'municipality' && row.id.length === 3
    ? t('report.none.municipality')
    : t('report.none.territory');
}

const valueOf = (figures: Figures, sort: Exclude<Sort, 'grupo'>): Value => {
  const value = figures[FIGURE[sort]] ?? null;
  if (sort === 'tasa' && figures.enrolled === 0) return DASH;
  return sort === 'tasa' && value !== null ? Math.round(value * 100) : value;
};

const numberOf = (value: Value | undefined): number | null =>
  typeof value === 'number' ? value : null;

/** The rows in the order asked for; what is not shown has no place in an order, and comes last by name. */
export function tableOf(report: Report, t: Translate, fmt: Format): ReportTable {
  const sorts = SORTS.filter((sort) => sort !== 'grupo');
  const lineOf = (label: string, { figures, since }: ShownFigures): TableLine => ({
    label,
    dated: since === null ? label : t('report.asOf', { label, date: fmt.date(since) }),
    values: sorts.map((sort) => valueOf(figures, sort)),
    since,
  });
  const rows = report.rows.map((row) => ({
    id: row.id,
    ...lineOf(labelOf(report.groupBy, row, t, fmt), shownOf(row)),
  }));
  const { sort, falling } = orderOf(report);
  const collator = new Intl.Collator('es');
  const by = sorts.findIndex((each) => each === sort);
  const direction = falling ? -1 : 1;
  rows.sort((one, other) => {
    const byName = collator.compare(orderKey(report.groupBy, one), orderKey(report.groupBy, other));
    if (by === -1) return direction * byName;
    const [a, b] = [numberOf(one.values[by]), numberOf(other.values[by])];
    if (a === null || b === null) return a === b ? byName : a === null ? 1 : -1;
    return direction * (a - b) || byName;
  });
  return {
    groupLabel: t(`report.head.${report.groupBy}`),
    columns: sorts.map((each) => ({
      sort: each,
      label: t(LABEL[each]),
      isPercent: each === 'tasa',
    })),
    rows,
    total: lineOf(t('report.total'), totalOf(report)),
  };
}

/** By name when nothing else is asked, months in their order. */
export function orderOf(report: Report): { sort: Sort; falling: boolean } {
  const asked = report.query.orden ?? 'grupo';
  const falling = asked.startsWith('-');
  return { sort: (falling ? asked.slice(1) : asked) as Sort, falling };
}
