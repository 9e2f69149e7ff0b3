import { ALL, cellKey, type Leaf } from './cube.ts';
import { DIMENSIONS, isBelowState, periods, type Dimension } from './dimensions.ts';
import { noCounts, type Counts } from './counts.ts';
import type { GroupBy, ReportQuery } from './filters.ts';
import { depthOf, parsePeriod, wayOf } from './period.ts';
import { figuresAt, finestUnder, type ProtectedTable, type ProtectTable } from './protect.ts';
import type { PublishedTables } from './published-tables.ts';
import { everywhere, type ReportQueries, type Selection } from './queries.ts';
import type { Found } from './report.ts';
import type { Clause } from '../permissions/policy.ts';

/** A dimension of the table with the node that the filters choose, ALL when they choose none. */
export interface Axis {
  dimension: Dimension;
  node: string;
}

/** The dimensions that a report takes, by name, so that a table is the same whichever of them its rows are. */
export function axesOf(selection: Selection, query: ReportQuery, groupBy: GroupBy): Axis[] {
  const { courseId, cvegeo, stateCode, institutionPath, networkId, side } = selection.narrowing;
  const period = query.periodo === undefined ? null : parsePeriod(query.periodo);
  const isMunicipal = cvegeo !== null || groupBy === 'municipality';
  const chosen: (Axis | null)[] = [
    courseId === null ? null : { dimension: DIMENSIONS.course, node: courseId },
    isMunicipal || stateCode !== null
      ? {
          dimension: isMunicipal ? DIMENSIONS.municipality : DIMENSIONS.state,
          node: cvegeo ?? stateCode ?? ALL,
        }
      : null,
    institutionPath === null ? null : { dimension: DIMENSIONS.institution, node: institutionPath },
    networkId === null ? null : { dimension: DIMENSIONS.network, node: networkId },
    selection.sex === null ? null : { dimension: DIMENSIONS.sex, node: selection.sex },
    side === null ? null : { dimension: DIMENSIONS.side, node: side },
    period === null
      ? null
      : {
          dimension: groupBy === 'period' ? DIMENSIONS.period : periods(depthOf(period)),
          node: wayOf(period).at(-1) ?? ALL,
        },
  ];
  const group = DIMENSIONS[groupBy];
  const axes = chosen.filter((axis) => axis !== null);
  const isThere = axes.some(({ dimension }) => dimension.name === group.name);
  if (!isThere) axes.push({ dimension: group, node: ALL });
  return axes.sort((one, other) => (one.dimension.name < other.dimension.name ? -1 : 1));
}

/**
 * Two dimensions at most beside the period: the more tables a reader has of one country, the more they tell together. Below
 * state one at a time: a municipality, an institution or a network is never crossed with another of these or with sex, and
 * takes one of course, period, side or state beside it.
 */
export function isTooFine(axes: readonly Axis[]): boolean {
  const below = axes.filter(({ dimension }) => isBelowState(dimension)).length;
  if (below === 0) return axes.filter(({ dimension }) => dimension.name !== 'period').length > 2;
  return below > 1 || axes.length > 2 || axes.some(({ dimension }) => dimension.name === 'sex');
}

interface Asked {
  selection: Selection;
  axes: readonly Axis[];
  groupBy: GroupBy;
  /** What of the scope the person may list by name. */
  names: readonly Clause[];
  k: number;
}

interface Needs {
  queries: ReportQueries;
  tables: PublishedTables;
  /** Runs beside the server: it takes as long as it needs. */
  protect: ProtectTable;
}

/**
 * Counts for those who may not list these people by name. The people whom she may list are counted as they are; it is the
 * others whose cells are hidden, since she could subtract those she knows. A table is made once for everybody with the
 * same scope, k and closed month, with all that filters can choose in it, and stays as it was first told: nobody learns
 * from two looks what one look hides. Null when the table would be too large.
 */
export function protectedReports({ queries, tables, protect }: Needs) {
  async function tableFor({ selection, axes, names, k }: Asked): Promise<ProtectedTable> {
    const whole: Selection = { ...selection, narrowing: everywhere, sex: null, period: null };
    const named: Selection = { ...whole, scopes: [...whole.scopes, names] };
    const expressions = axes.map(({ dimension }) => dimension.expression);
    const all = await queries.countsBy(whole, expressions);
    const known = names.length === 0 ? [] : await queries.countsBy(named, expressions);
    const knownAt = new Map(known.map(({ keys, counts }) => [cellKey(keys), counts]));
    const leaves = (pick: (keys: string[], counts: Counts) => Counts): Leaf[] =>
      all.map(({ keys, counts }) => ({
        paths: axes.map(({ dimension }, place) => dimension.wayTo(keys[place] ?? '')),
        counts: pick(keys, counts),
      }));
    return protect(
      leaves((keys, counts) => less(counts, knownAt.get(cellKey(keys)) ?? noCounts)),
      leaves((keys) => knownAt.get(cellKey(keys)) ?? noCounts),
      { dimensions: axes.length, k },
    );
  }

  /** Distinct people beside the enrolments they have, unless the difference would tell of a few. */
  async function peopleIn(
    { selection, names, k }: Asked,
    enrolled: number,
    known: number,
  ): Promise<number | null> {
    const everybody = await queries.people(selection);
    const ofKnown =
      names.length === 0
        ? 0
        : await queries.people({ ...selection, scopes: [...selection.scopes, names] });
    const repeated = enrolled - everybody - (known - ofKnown);
    return repeated === 0 || repeated >= k ? everybody : null;
  }

  return async (asked: Asked): Promise<Found | null> => {
    const { selection, axes, groupBy, names, k } = asked;
    const rule = { scopes: [...selection.scopes], names: [...names], k };
    const closedOn = selection.cutOff.day;
    const grouping = axes
      .map(({ dimension: { name, depth } }) => `${name} ${String(depth)}`)
      .join(', ');
    const table = await tables.table({ ...rule, closedOn, grouping }, () => tableFor(asked));
    if (table.isTooLarge) return null;
    const filters = axes.map(({ node }) => node);
    const place = axes.findIndex(({ dimension }) => dimension.name === DIMENSIONS[groupBy].name);
    const rows = finestUnder(table, place, filters[place] ?? ALL).map((id) => ({
      // By state, a chosen municipality stands in the row of its state.
      id: groupBy === 'state' ? id.slice(0, 2) : id,
      figures: figuresAt(table, filters.with(place, id)),
    }));
    const total = figuresAt(table, filters);
    const { enrolled } = total;
    if (enrolled === null) return { rows, total, people: null };
    const chosen = axes.map(({ dimension: { name, depth }, node }) => [name, depth, node]);
    const people = await tables.people({ ...rule, closedOn, grouping, chosen }, () =>
      peopleIn(asked, enrolled, table.known[cellKey(filters)] ?? 0),
    );
    return { rows, total, people };
  };
}

const less = (one: Counts, other: Counts): Counts => ({
  enrolled: one.enrolled - other.enrolled,
  started: one.started - other.started,
  completed: one.completed - other.completed,
  certified: one.certified - other.certified,
});
