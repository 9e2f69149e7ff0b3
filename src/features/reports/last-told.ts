import { ALL, cellKey, SEPARATOR } from './cube.ts';
import { DIMENSIONS, isBelowState, periods, type Dimension } from './dimensions.ts';
import { MONTHS } from './period.ts';
import {
  lastTold,
  toldAsOf,
  toldMore,
  type Cell,
  type Earlier,
  type LastTold,
  type ProtectedTable,
} from './protect.ts';

/** A grouping of a reader's tables, as they are kept. */
export type Grouping = readonly Dimension[];

export const inOrder = (dimensions: readonly Dimension[]): Dimension[] =>
  dimensions.toSorted((one, other) => (one.name < other.name ? -1 : 1));

export const groupingOf = (dimensions: Grouping): string =>
  dimensions.map(({ name, depth }) => `${name} ${String(depth)}`).join(', ');

/** All groupings that have counts of this one below state: what is one count has to be told alike in each. */
export function sharing(dimensions: Grouping): Grouping[] {
  const below = dimensions.find(isBelowState);
  if (below === undefined) return [dimensions];
  const depths = Array.from({ length: MONTHS }, (_, at) => periods(at + 1));
  const beside = [DIMENSIONS.course, DIMENSIONS.side, DIMENSIONS.state, ...depths].filter(
    ({ name }) => name !== below.name,
  );
  // Tables of networks had no funds at first.
  const belows = below.name === 'network' ? [{ ...below, depth: 1 }, below] : [below];
  return belows.flatMap((one) => [[one], ...beside.map((other) => inOrder([one, other]))]);
}

/** What of the cells of a table of some grouping a table of these dimensions has as well, by its own names. */
function inTermsOf<T>(
  dimensions: Grouping,
  grouping: Grouping,
  cells: Readonly<Record<string, T>>,
): [string, T][] {
  const places = grouping.map(({ name }) => dimensions.findIndex((one) => one.name === name));
  return Object.entries(cells).flatMap(([key, cell]): [string, T][] => {
    const mine = dimensions.map(() => ALL);
    const isThere = key.split(SEPARATOR).every((node, at) => {
      const place = places[at] ?? -1;
      if (place >= 0) mine[place] = node;
      return place >= 0 || node === ALL;
    });
    return isThere ? [[cellKey(mine), cell]] : [];
  });
}

/** A table that a reader was told when an earlier month had closed. */
export interface ToldTable {
  grouping: Grouping;
  closedOn: string;
  table: ProtectedTable;
}

/** What such tables, the oldest first, told of the cells of a table with these dimensions: each count as it was told last. */
export function lastToldOf(dimensions: Grouping, tables: readonly ToldTable[]): LastTold {
  const found: Record<string, Cell> = {};
  for (const { grouping, table } of tables)
    for (const [key, cell] of inTermsOf(dimensions, grouping, lastTold(table))) {
      const before = found[key] ?? [];
      found[key] = cell.map((count, at) => count ?? before[at] ?? null);
    }
  return found;
}

/** What they tell until something newer tells as much; what was told before `since` is too old to stand beside the rest. */
export function stillToldOf(
  dimensions: Grouping,
  tables: readonly ToldTable[],
  since: string,
): Record<string, Earlier> {
  const found: Record<string, Earlier> = {};
  for (const { grouping, table, closedOn } of tables)
    for (const [key, told] of inTermsOf(dimensions, grouping, toldAsOf(table, closedOn))) {
      const before = found[key];
      const isLess = before !== undefined && toldMore(before.cell, told.cell);
      if (told.closedOn >= since && !isLess) found[key] = told;
    }
  return found;
}
