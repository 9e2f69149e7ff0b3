/**
 * A reader of a table of rows and columns whose margins are published: what she can tell of each hidden cell, by two maximal
 * flows over the graph of hidden cells. It shares nothing with the control that it attacks.
 */
export function flowAttack(
  values: readonly (readonly number[])[],
  isHidden: (row: number, column: number) => boolean,
): Map<string, [number, number]> {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const found = new Map<string, [number, number]>();
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!isHidden(row, column)) continue;
      const value = values[row]?.[column] ?? 0;
      const more = flow(values, isHidden, { row, column }, 'up');
      const less = Math.min(value, flow(values, isHidden, { row, column }, 'down'));
      found.set(`${String(row)},${String(column)}`, [value - less, value + more]);
    }
  }
  return found;
}

const ENDLESS = 1_000_000;

/**
 * How far a cell can move while all sums stay: what it gains, others of its column lose, others of their rows gain, and so
 * on until a cell of its own row loses. Nodes are rows, then columns.
 */
function flow(
  values: readonly (readonly number[])[],
  isHidden: (row: number, column: number) => boolean,
  own: { row: number; column: number },
  way: 'up' | 'down',
): number {
  const rows = values.length;
  const columns = values[0]?.length ?? 0;
  const size = rows + columns;
  const rooms = new Map<number, number>();
  const at = (one: number, other: number): number => one * size + other;
  const room = (one: number, other: number): number => rooms.get(at(one, other)) ?? 0;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (!isHidden(row, column) || (row === own.row && column === own.column)) continue;
      // From a row to a column a cell gains, back it loses what it has.
      rooms.set(at(row, rows + column), ENDLESS);
      rooms.set(at(rows + column, row), values[row]?.[column] ?? 0);
    }
  }
  const [from, to] = way === 'up' ? [rows + own.column, own.row] : [own.row, rows + own.column];
  let total = 0;
  for (;;) {
    const before = new Map<number, number>([[from, -1]]);
    const waiting = [from];
    for (const node of waiting) {
      for (let next = 0; next < size; next += 1) {
        if (before.has(next) || room(node, next) === 0) continue;
        before.set(next, node);
        waiting.push(next);
      }
    }
    if (!before.has(to)) return total;
    let step = ENDLESS;
    for (let node = to; node !== from; node = before.get(node) ?? from)
      step = Math.min(step, room(before.get(node) ?? from, node));
    if (step >= ENDLESS) return ENDLESS;
    for (let node = to; node !== from; node = before.get(node) ?? from) {
      const earlier = before.get(node) ?? from;
      rooms.set(at(earlier, node), room(earlier, node) - step);
      rooms.set(at(node, earlier), room(node, earlier) + step);
    }
    total += step;
  }
}
