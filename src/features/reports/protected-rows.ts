import { NONE, type RowOf } from './dimensions.ts';
import { lessAll } from './merge.ts';
import { earlierAt, figuresAt, waysThrough, type ProtectedTable } from './protect.ts';
import type { Figures, Group } from './report.ts';

/** A table with the node that is chosen in each of its dimensions, and what it tells of them together. */
interface Chosen {
  table: ProtectedTable;
  filters: readonly string[];
  total: Figures;
}

/**
 * The rows of a grouping down one dimension of a table. Where what is chosen lies below a row, such as a municipality below its
 * state, the row has the figures of what is chosen. What stands in no row is the total less the rows: whoever reads these can
 * work it out, so it needs no control of its own.
 */
export function protectedRows(
  { table, filters, total }: Chosen,
  dimension: number,
  rowOf: RowOf,
): Group[] {
  const chosen = filters[dimension] ?? '';
  const nodes = new Map<string, string>();
  let isRest = false;
  for (const way of waysThrough(table, dimension, chosen)) {
    const row = rowOf(way);
    if (row === null) isRest = true;
    else nodes.set(row, way.indexOf(row) < way.indexOf(chosen) ? chosen : row);
  }
  const rows = [...nodes].map(([id, node]) => ({
    id,
    figures: figuresAt(table, filters.with(dimension, node)),
    earlier: earlierAt(table, filters.with(dimension, node)),
  }));
  if (!isRest) return rows;
  return [...rows, { id: NONE, figures: lessAll(total, rows) }];
}
