import { addCounts, noCounts, type Counts } from './counts.ts';
import { DIMENSIONS, NONE, type RowOf } from './dimensions.ts';
import type { GroupBy } from './filters.ts';
import type { Funds } from './funds.ts';
import type { ReportQueries } from './queries.ts';
import { allSeen, type Found } from './report.ts';
import type { Selection } from './selected.ts';

/** Every count as it is, for those who may list these people by name. */
export async function exactFigures(
  queries: ReportQueries,
  selection: Selection,
  { groupBy, rowOf, funds }: { groupBy: GroupBy; rowOf: RowOf; funds: Funds },
): Promise<Found> {
  const dimension = DIMENSIONS[groupBy];
  const [groups, people] = await Promise.all([
    queries.countsBy(selection, [dimension.expression]),
    queries.people(selection),
  ]);
  const rows = new Map<string, Counts>();
  for (const { keys, counts } of groups) {
    const id = rowOf(dimension.wayTo(keys[0] ?? '', funds)) ?? NONE;
    rows.set(id, addCounts(rows.get(id) ?? noCounts, counts));
  }
  return {
    rows: [...rows].map(([id, counts]) => ({ id, figures: allSeen(counts) })),
    total: allSeen(groups.reduce((sum, { counts }) => addCounts(sum, counts), noCounts)),
    people,
  };
}
