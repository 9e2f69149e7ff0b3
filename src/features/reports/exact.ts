import { addCounts, noCounts } from './disclosure.ts';
import { DIMENSIONS } from './dimensions.ts';
import type { GroupBy } from './filters.ts';
import type { ReportQueries, Selection } from './queries.ts';
import { allSeen, type Figures } from './report.ts';

/** Enrolments of an institution that ended count for the one that followed it. */
const WITH_SUCCESSORS = `coalesce((select s.path from institutions i join institutions s on s.id = i.successor_id
  where i.path = e.institution_path), e.institution_path, '')`;

export interface Group {
  id: string;
  figures: Figures;
}

/** Every count as it is, for those who may list these people by name. */
export async function exactFigures(
  queries: ReportQueries,
  selection: Selection,
  groupBy: GroupBy,
  { withSuccessors }: { withSuccessors: boolean },
): Promise<{ rows: Group[]; total: Figures }> {
  const dimension = DIMENSIONS[groupBy];
  const expression =
    groupBy === 'institution' && withSuccessors ? WITH_SUCCESSORS : dimension.expression;
  const found = await queries.countsBy(selection, [expression], true);
  const [people = 0] = await queries.people([selection]);
  return {
    rows: found.map(({ keys: [key = ''], counts, people: each }) => ({
      id: dimension.wayTo(key).at(-1) ?? '',
      figures: allSeen(counts, each),
    })),
    total: allSeen(
      found.reduce((sum, { counts }) => addCounts(sum, counts), noCounts),
      people,
    ),
  };
}
