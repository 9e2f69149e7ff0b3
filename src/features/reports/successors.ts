import { rateOf, type Figures, type Group } from './report.ts';

/** Adds what may be seen; what is hidden in either stays hidden in the sum. */
function together(one: Figures, other: Figures): Figures {
  const add = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : a + b;
  const enrolled = add(one.enrolled, other.enrolled);
  const completed = add(one.completed, other.completed);
  return {
    enrolled,
    started: add(one.started, other.started),
    completed,
    certified: add(one.certified, other.certified),
    rate: rateOf(completed, enrolled),
  };
}

/** Puts the row of an institution that ended into the row of the one that followed it. Paths by the path before. */
export function mergeSuccessors(
  rows: readonly Group[],
  successors: ReadonlyMap<string, string>,
): Group[] {
  const merged = new Map<string, Group>();
  for (const row of rows) {
    const path = row.id.replace(/[^/]*$/, '');
    const id = row.id.replace(path, successors.get(path) ?? path);
    const there = merged.get(id);
    merged.set(
      id,
      there === undefined ? { ...row, id } : { id, figures: together(there.figures, row.figures) },
    );
  }
  return [...merged.values()];
}
