import { ALL, cellKey, cubeOf, cubeSize, sumsOf, type Leaf } from './cube.ts';
import { DIMENSIONS, isBelowState, periods, type Dimension } from './dimensions.ts';
import { addCounts, noCounts, suppress, type Counts, type Measure } from './disclosure.ts';
import type { GroupBy, ReportQuery } from './filters.ts';
import { depthOf, parsePeriod, wayOf } from './period.ts';
import { everywhere, type ReportQueries, type Selection } from './queries.ts';
import { rateOf, type Figures, type Found } from './report.ts';
import type { Clause } from '../permissions/policy.ts';

/** A dimension of the table with the node that the filters choose, ALL when they choose none. */
interface Axis {
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
 * Below state one dimension at a time: a municipality, an institution or a network is never crossed with another of these
 * or with sex, and takes one of course, period, side or state beside it.
 */
export function isTooFine(axes: readonly Axis[]): boolean {
  const below = axes.filter(({ dimension }) => isBelowState(dimension)).length;
  if (below === 0) return false;
  return below > 1 || axes.length > 2 || axes.some(({ dimension }) => dimension.name === 'sex');
}

const MOST_CELLS = 60_000;

interface Asked {
  selection: Selection;
  axes: readonly Axis[];
  groupBy: GroupBy;
  /** What of the scope the person may list by name. */
  names: readonly Clause[];
  k: number;
}

/**
 * Counts for those who may not list these people by name. The people whom she may list are counted as they are; it is the
 * others whose cells are hidden, since she could subtract those she knows. Null when the table would be too large.
 */
export async function protectedFigures(
  queries: ReportQueries,
  { selection, axes, groupBy, names, k }: Asked,
): Promise<Found | null> {
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
  const unnamed = leaves((keys, counts) => less(counts, knownAt.get(cellKey(keys)) ?? noCounts));
  if (cubeSize(unnamed, axes.length) > MOST_CELLS) return null;
  const cube = cubeOf(unnamed, axes.length);
  const hidden = suppress(cube, k);
  const knownSums = sumsOf(leaves((keys) => knownAt.get(cellKey(keys)) ?? noCounts));

  const figuresAt = (nodes: readonly string[]): Figures => {
    const key = cellKey(nodes);
    const cell = cube.places.get(key) ?? -1;
    const counts = addCounts(cube.cells[cell] ?? noCounts, knownSums.get(key) ?? noCounts);
    const seen = (measure: Measure): number | null =>
      hidden[measure].has(cell) ? null : counts[measure];
    const [enrolled, completed] = [seen('enrolled'), seen('completed')];
    return {
      enrolled,
      started: seen('started'),
      completed,
      certified: seen('certified'),
      rate: rateOf(completed, enrolled),
    };
  };
  const filters = axes.map(({ node }) => node);
  const place = axes.findIndex(({ dimension }) => dimension.name === DIMENSIONS[groupBy].name);
  const rows = cube
    .leavesUnder(place, filters[place] ?? ALL)
    .map((id) => ({ id, figures: figuresAt(filters.with(place, id)) }));
  const total = figuresAt(filters);
  if (total.enrolled === null) return { rows, total, people: null };
  const everybody = await queries.people(selection);
  const ofKnown =
    names.length === 0
      ? 0
      : await queries.people({ ...selection, scopes: [...selection.scopes, names] });
  const knownEnrolments = knownSums.get(cellKey(filters))?.enrolled ?? 0;
  const repeated = total.enrolled - everybody - (knownEnrolments - ofKnown);
  // People are told beside the enrolments they have, unless the difference would tell of a few.
  const people = repeated === 0 || repeated >= k ? everybody : null;
  return { rows, total, people };
}

const less = (one: Counts, other: Counts): Counts => ({
  enrolled: one.enrolled - other.enrolled,
  started: one.started - other.started,
  completed: one.completed - other.completed,
  certified: one.certified - other.certified,
});
