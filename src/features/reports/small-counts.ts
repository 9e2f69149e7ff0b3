import { hideCells } from './disclosure.ts';
import type { Line } from './reader.ts';
import { BEYOND } from './scope.ts';

/**
 * The parts of one whole as they may be told to somebody who may not know the people: null where a count is small, or where
 * it would give a small one back. The whole counts as known, and of a small whole nothing is told.
 */
export function hideSmallCounts(counts: readonly number[], k: number = BEYOND): (number | null)[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return [...counts];
  if (total < k) return counts.map(() => null);
  const parts = counts.map((_, at) => at);
  const line: Line = { total: counts.length, parts };
  const size = (cell: number): number => counts[cell] ?? total;
  const hidden = hideCells({
    steps: [{ lines: [line], bearing: [line] }],
    primary: new Set(parts.filter((at) => size(at) > 0 && size(at) < k)),
    size,
    hasRoom: () => true,
    restIsFit: (cells) => cells.reduce((sum, cell) => sum + size(cell), 0) >= k,
    // What is left to guess is as wide as the rest, which was made fit.
    tooClose: () => [],
  });
  return counts.map((count, at) => (hidden.has(at) ? null : count));
}
