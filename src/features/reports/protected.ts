import { ALL, cellKey, type Leaf } from './cube.ts';
import {
  DIMENSIONS,
  fundNode,
  isBand,
  isBelowState,
  periods,
  type Dimension,
  type RowOf,
} from './dimensions.ts';
import { noCounts, type Counts } from './counts.ts';
import type { GroupBy, ReportQuery } from './filters.ts';
import { fundsTold, type Funds } from './funds.ts';
import {
  groupingOf,
  inOrder,
  lastToldOf,
  sharing,
  stillToldOf,
  type Grouping,
} from './last-told.ts';
import { closedOn, closingsBefore, depthOf, parsePeriod, wayOf } from './period.ts';
import {
  earlierAt,
  figuresAt,
  goesTo,
  isHardlyChanged,
  type ProtectedTable,
  type ProtectTable,
  type ProtectTogether,
  type Told,
  type Wanted,
} from './protect.ts';
import { protectedRows } from './protected-rows.ts';
import type { PublishedTables, Reader, Together } from './published-tables.ts';
import { everybody, type ReportQueries, type Selection } from './queries.ts';
import type { Found } from './report.ts';
import { BEYOND, everywhere } from './scope.ts';
import type { Clause } from '../permissions/policy.ts';

/** A dimension of the table with the node that the filters choose, ALL when they choose none. */
export interface Axis {
  dimension: Dimension;
  node: string;
}

/** The dimensions that a report takes, by name, so that a table is the same whichever of them its rows are. */
export function axesOf(selection: Selection, query: ReportQuery, groupBy: GroupBy): Axis[] {
  const { courseId, cohortId, cvegeo, stateCode, institutionPath, fund, networkId, side } =
    selection.narrowing;
  const period = query.periodo === undefined ? null : parsePeriod(query.periodo);
  const isMunicipal = cvegeo !== null || groupBy === 'municipality';
  const isRanked = selection.rankBand !== null || groupBy === 'rank';
  const chosen: (Axis | null)[] = [
    courseId === null ? null : { dimension: DIMENSIONS.course, node: courseId },
    cohortId === null ? null : { dimension: DIMENSIONS.cohort, node: cohortId },
    isMunicipal || stateCode !== null
      ? {
          dimension: isMunicipal ? DIMENSIONS.municipality : DIMENSIONS.state,
          node: cvegeo ?? stateCode ?? ALL,
        }
      : null,
    institutionPath === null ? null : { dimension: DIMENSIONS.institution, node: institutionPath },
    networkId === null && fund === null
      ? null
      : { dimension: DIMENSIONS.network, node: networkId ?? fundNode(fund ?? '') },
    selection.sex === null ? null : { dimension: DIMENSIONS.sex, node: selection.sex },
    selection.ageGroup === null ? null : { dimension: DIMENSIONS.age, node: selection.ageGroup },
    isRanked || side !== null
      ? {
          dimension: isRanked ? DIMENSIONS.rank : DIMENSIONS.side,
          node: selection.rankBand ?? side ?? ALL,
        }
      : null,
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

/** So many months something that was told stands in the place of what is hidden since. */
const STILL_TOLD = 12;

const hasBands = (axes: readonly Axis[]): boolean =>
  axes.some(({ dimension }) => isBand(dimension));

/**
 * Two dimensions at most beside the period: the more tables a reader has of one country, the more they tell together. Below
 * state one at a time: a municipality, an institution or a network is never crossed with another of these or with sex, and
 * takes one of course, period, side or state beside it. Age and rank are crossed with one of course, sex or state, and never
 * told below state. Of cohorts nothing is told: most are small, and those that deploy have a date.
 */
export function isTooFine(axes: readonly Axis[]): boolean {
  const names = axes.map(({ dimension }) => dimension.name);
  if (names.includes('cohort') || (names.includes('age') && names.includes('side'))) return true;
  const below = axes.filter(({ dimension }) => isBelowState(dimension)).length;
  if (below === 0) return names.filter((name) => name !== 'period').length > 2;
  return below > 1 || axes.length > 2 || names.includes('sex') || hasBands(axes);
}

/**
 * What is too fine for whoever may list these people by name as well: age or rank is crossed with one more dimension beside the
 * period, and ages are not told of a network or a group, whose members know one another.
 */
export function isTooFineByName(axes: readonly Axis[], { scopes }: Selection): boolean {
  const dimensions = axes.map(({ dimension }) => dimension);
  if (!dimensions.some(isBand)) return false;
  const names = dimensions.map(({ name }) => name);
  const isAcquainted =
    names.includes('network') ||
    names.includes('cohort') ||
    scopes.some((scope) =>
      scope.every(({ networkId, cohortId }) => networkId !== null || cohortId !== null),
    );
  return (
    names.filter((name) => name !== 'period').length > 2 || (isAcquainted && names.includes('age'))
  );
}

/** Counts by age or rank are told from ten on, to whoever is told others from five on as well. */
export const thresholdIn = (axes: readonly Axis[], k: number): number =>
  hasBands(axes) ? Math.max(k, BEYOND) : k;

interface Asked {
  selection: Selection;
  axes: readonly Axis[];
  groupBy: GroupBy;
  rowOf: RowOf;
  /** What of the scope the person may list by name. */
  names: readonly Clause[];
  k: number;
}

interface Needs {
  queries: ReportQueries;
  tables: PublishedTables;
  /** The funds of all networks, as they are today. */
  presentFunds: () => Promise<Funds>;
  /** These run beside the server: they take as long as they need. */
  protect: ProtectTable;
  protectAll: ProtectTogether;
}

/** What may be crossed with one another and with periods, down to the states. */
const CROSSED = [DIMENSIONS.course, DIMENSIONS.sex, DIMENSIONS.side, DIMENSIONS.state];

/** What may be crossed with them and is told of age and rank. */
const BANDED = [DIMENSIONS.age, DIMENSIONS.rank].flatMap((band) =>
  [DIMENSIONS.course, DIMENSIONS.sex, DIMENSIONS.state].map((other) =>
    inOrder([band, other, DIMENSIONS.period]),
  ),
);

/** All crossings of two of these and the months. */
function crossings(dimensions: readonly Dimension[]): Dimension[][] {
  return dimensions.flatMap((one, at) =>
    dimensions.slice(at + 1).map((other) => inOrder([one, other, DIMENSIONS.period])),
  );
}

const isOneSided = ({ scopes }: Selection): boolean =>
  new Set(scopes.flat().flatMap(({ sides }) => sides)).size === 1;

/** A table with the node that is chosen in each of its dimensions. */
interface Opened {
  /** What was asked, of the month that is told. */
  asked: Asked;
  table: ProtectedTable;
  dimensions: readonly Dimension[];
  filters: readonly string[];
}

/**
 * Counts for those who may not list these people by name. The people whom she may list are counted as they are; it is the
 * others whose cells are hidden, since she could subtract those she knows. Tables are made once for everybody with the
 * same scope, k and closed month, with all that filters can choose in them, and stay as they were first told: nobody learns
 * from two looks what one look hides. What has hardly grown since an earlier month is hidden, and where that is all of it,
 * she is told that month again. What reaches down to the states is protected together. Null when a table would be too
 * large.
 */
export function protectedReports({ queries, tables, presentFunds, protect, protectAll }: Needs) {
  const readerOf = ({ selection, names, k }: Asked): Reader => ({
    scopes: [...selection.scopes],
    names: [...names],
    k,
    closedOn: selection.cutOff.day,
  });

  const fundsFor = (asked: Asked): Promise<Funds> =>
    tables.funds(readerOf(asked), async (before) => fundsTold(before, await presentFunds()));

  async function wantedFor(
    asked: Asked,
    { before, earlier }: Pick<Wanted, 'before' | 'earlier'>,
    dimensions: readonly Dimension[],
  ): Promise<Wanted> {
    const { selection, names } = asked;
    const whole: Selection = { ...selection, narrowing: everywhere, ...everybody, period: null };
    const named: Selection = { ...whole, scopes: [...whole.scopes, names] };
    const expressions = dimensions.map(({ expression }) => expression);
    const all = await queries.countsBy(whole, expressions);
    const known = names.length === 0 ? [] : await queries.countsBy(named, expressions);
    const knownAt = new Map(known.map(({ keys, counts }) => [cellKey(keys), counts]));
    const hasNetworks = dimensions.some(({ name }) => name === 'network');
    const funds = hasNetworks ? await fundsFor(asked) : {};
    const leaves = (pick: (keys: string[], counts: Counts) => Counts): Leaf[] =>
      all.map(({ keys, counts }) => ({
        paths: dimensions.map((dimension, place) => dimension.wayTo(keys[place] ?? '', funds)),
        counts: pick(keys, counts),
      }));
    return {
      dimensions: dimensions.map(({ name }) => name),
      unnamed: leaves((keys, counts) => less(counts, knownAt.get(cellKey(keys)) ?? noCounts)),
      named: leaves((keys) => knownAt.get(cellKey(keys)) ?? noCounts),
      before,
      earlier,
    };
  }

  /** Whoever reads one side only has nothing to cross it with. */
  const crossingsOf = ({ selection }: Asked): Dimension[][] =>
    crossings(isOneSided(selection) ? CROSSED.filter(({ name }) => name !== 'side') : CROSSED);

  /** What a reader was told of the counts of a table when earlier months had closed, and when the last of these did. */
  async function toldBefore(
    asked: Asked,
    dimensions: Grouping,
  ): Promise<Pick<Wanted, 'before' | 'earlier'> & { closedOn: string | null }> {
    const groupings = sharing(dimensions);
    const reader = readerOf(asked);
    const known = await tables.before(reader, groupings.map(groupingOf));
    const told = known.map(({ grouping, ...rest }) => ({
      grouping: groupings.find((one) => groupingOf(one) === grouping) ?? [],
      ...rest,
    }));
    const [since = ''] = closingsBefore(reader.closedOn, STILL_TOLD).slice(-1);
    return {
      before: lastToldOf(dimensions, told),
      earlier: stillToldOf(dimensions, told, since),
      closedOn: known.at(-1)?.closedOn ?? null,
    };
  }

  const asTables = (
    groupings: readonly Grouping[],
    made: readonly ProtectedTable[],
  ): Map<string, ProtectedTable> =>
    new Map(
      groupings.flatMap((dimensions, at): [string, ProtectedTable][] => {
        const table = made[at];
        return table === undefined ? [] : [[groupingOf(dimensions), table]];
      }),
    );

  /** A table that was made with all others. */
  const tableOfAll = (asked: Asked, dimensions: Grouping): Promise<ProtectedTable> =>
    tables.table({ ...readerOf(asked), grouping: groupingOf(dimensions) }, () => {
      throw new Error('a table that is made with all others is missing');
    });

  /** By age and rank: what the other tables tell as well is told as it is told there. */
  async function bandsTogether(asked: Asked): Promise<Together> {
    const before: Told[] = [];
    for (const dimensions of crossingsOf(asked)) {
      const { cells } = await tableOfAll(asked, dimensions);
      before.push({ dimensions: dimensions.map(({ name }) => name), cells });
    }
    const wanted: Wanted[] = [];
    for (const dimensions of BANDED) {
      wanted.push(await wantedFor(asked, await toldBefore(asked, dimensions), dimensions));
    }
    const { tables: made } = await protectAll(wanted, BEYOND, { before, width: asked.k });
    return { tables: asTables(BANDED, made), also: [], kept: [] };
  }

  async function allTogether(asked: Asked): Promise<Together> {
    const groupings = crossingsOf(asked);
    const wanted: Wanted[] = [];
    for (const dimensions of groupings) {
      const { closedOn, ...told } = await toldBefore(asked, dimensions);
      const one = await wantedFor(asked, told, dimensions);
      if (closedOn !== null && isHardlyChanged(one, asked.k))
        return { tables: new Map(), also: [], kept: [], stays: closedOn };
      wanted.push(one);
    }
    const { tables: made, ...forOthers } = await protectAll(wanted, asked.k);
    return { tables: asTables(groupings, made), ...forOthers };
  }

  /** The table that a question is answered from. */
  async function open(asked: Asked): Promise<Opened | null> {
    const reader = readerOf(asked);
    const { stays, ...forOthers } = await tables.forAll(reader, 'all', () => allTogether(asked));
    if (stays !== undefined)
      return open({ ...asked, selection: { ...asked.selection, cutOff: closedOn(stays) } });
    const tableOf = (
      dimensions: readonly Dimension[],
      make: () => Promise<ProtectedTable>,
    ): Promise<ProtectedTable> =>
      tables.table({ ...reader, grouping: groupingOf(dimensions) }, make);
    const isBelow = asked.axes.some(({ dimension }) => isBelowState(dimension));
    const axes =
      !isBelow && isOneSided(asked.selection)
        ? asked.axes.filter(({ dimension: { name, depth } }) => name !== 'side' || depth > 1)
        : asked.axes;
    if (isBelow) {
      const dimensions = axes.map(({ dimension }) => dimension);
      const table = await tableOf(dimensions, async () =>
        protect(
          await wantedFor(asked, await toldBefore(asked, dimensions), dimensions),
          asked.k,
          forOthers,
        ),
      );
      if (table.isTooLarge) return null;
      return { asked, table, dimensions, filters: axes.map(({ node }) => node) };
    }
    const isBanded = hasBands(axes);
    if (isBanded) await tables.forAll(reader, 'bands', () => bandsTogether(asked));
    for (const dimensions of isBanded ? BANDED : crossingsOf(asked)) {
      const at = axes.map(({ dimension }) =>
        dimensions.findIndex(({ name }) => name === dimension.name),
      );
      if (at.includes(-1)) continue;
      const table = await tableOfAll(asked, dimensions);
      const goes = axes.every(({ dimension }, axis) =>
        goesTo(table, at[axis] ?? -1, dimension.depth),
      );
      if (table.isTooLarge || !goes) continue;
      const filters = dimensions.map(
        ({ name }) => axes.find(({ dimension }) => dimension.name === name)?.node ?? ALL,
      );
      return { asked, table, dimensions, filters };
    }
    return null;
  }

  /** Distinct people beside the enrolments they have, unless the difference would tell of a few. */
  async function peopleIn(asked: Asked, enrolled: number, known: number): Promise<number | null> {
    const { selection, names, axes, k } = asked;
    const { fund } = selection.narrowing;
    if (fund !== null) {
      const [told, present] = [await fundsFor(asked), await presentFunds()];
      const isMoved = Object.keys(present).some(
        (id) => (told[id] === fund) !== (present[id] === fund),
      );
      if (isMoved) return null;
    }
    const everybody = await queries.people(selection);
    const ofKnown =
      names.length === 0
        ? 0
        : await queries.people({ ...selection, scopes: [...selection.scopes, names] });
    const repeated = enrolled - everybody - (known - ofKnown);
    return repeated === 0 || repeated >= thresholdIn(axes, k) ? everybody : null;
  }

  return async (wish: Asked): Promise<(Found & { cutOffDay: string }) | null> => {
    const opened = await open(wish);
    if (opened === null) return null;
    const { asked, table, dimensions, filters } = opened;
    const cutOffDay = asked.selection.cutOff.day;
    const { axes, groupBy, rowOf } = asked;
    const place = dimensions.findIndex(({ name }) => name === DIMENSIONS[groupBy].name);
    const total = figuresAt(table, filters);
    const rows = protectedRows({ table, filters, total }, place, rowOf);
    const found = { rows, total, earlier: earlierAt(table, filters), cutOffDay };
    const { enrolled } = total;
    if (enrolled === null) return { ...found, people: null };
    const chosen = axes.map(({ dimension: { name, depth }, node }) => [name, depth, node]);
    const grouping = groupingOf(axes.map(({ dimension }) => dimension));
    const people = await tables.people({ ...readerOf(asked), grouping, chosen }, () =>
      peopleIn(asked, enrolled, table.known[cellKey(filters)] ?? 0),
    );
    return { ...found, people };
  };
}

const less = (one: Counts, other: Counts): Counts => ({
  enrolled: one.enrolled - other.enrolled,
  started: one.started - other.started,
  completed: one.completed - other.completed,
  certified: one.certified - other.certified,
});
