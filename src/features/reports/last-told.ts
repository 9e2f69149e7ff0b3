import { ALL, cellKey, SEPARATOR } from './cube.ts';
import { DIMENSIONS, isBelowState, periods, type Dimension } from './dimensions.ts';
import { MONTHS } from './period.ts';
import type { LastTold } from './protect.ts';

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

/** What tables of some groupings told, as far as a table of these dimensions has the same counts; what comes later is newer. */
export function inTermsOf(
  dimensions: Grouping,
  tables: readonly { grouping: Grouping; told: LastTold }[],
): LastTold {
  const found: Record<string, number> = {};
  for (const { grouping, told } of tables) {
    const places = grouping.map(({ name }) => dimensions.findIndex((one) => one.name === name));
    for (const [key, count] of Object.entries(told)) {
      const mine = dimensions.map(() => ALL);
      const isThere = key.split(SEPARATOR).every((node, at) => {
        const place = places[at] ?? -1;
        if (place >= 0) mine[place] = node;
        return place >= 0 || node === ALL;
      });
      if (isThere) found[cellKey(mine)] = count;
    }
  }
  return found;
}
