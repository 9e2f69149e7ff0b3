import { addCounts, noCounts } from './counts.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { GroupBy } from './filters.ts';
import type { ReportQueries } from './queries.ts';
import { allSeen, type Found } from './report.ts';
import type { Selection } from './selected.ts';

/** Every count as it is, for those who may list these people by name. */
export async function exactFigures(
  queries: ReportQueries,
  selection: Selection,
  groupBy: GroupBy,
): Promise<Found> {
  const dimension = DIMENSIONS[groupBy];
  const [groups, people] = await Promise.all([
    queries.countsBy(selection, [dimension.expression]),
    queries.people(selection),
  ]);
  return {
    rows: groups.map(({ keys: [key = ''], counts }) => ({
      id: dimension.wayTo(key).at(-1) ?? '',
      figures: allSeen(counts),
    })),
    total: allSeen(groups.reduce((sum, { counts }) => addCounts(sum, counts), noCounts)),
    people,
  };
}
