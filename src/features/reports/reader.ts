/** A sum and the cells that add up to it, by their place in the table. */
export interface Line {
  total: number;
  parts: readonly number[];
}

/** Least and most that a cell may hold, as far as somebody can tell. */
export interface Bounds {
  low: Float64Array;
  high: Float64Array;
}

const ROUNDS = 40;

/**
 * What a reader with patience works out: goes round the lines, each telling something of its total and its parts, until
 * nothing moves. `bounds` holds what is published (low = high) and what is known beforehand, and is narrowed in place.
 */
export function workOut(lines: readonly Line[], bounds: Bounds): void {
  for (let round = 0; round < ROUNDS; round += 1) {
    let moved = false;
    for (const line of lines) moved = narrowLine(line, bounds) || moved;
    if (!moved) return;
  }
}

function narrowLine({ total, parts }: Line, { low, high }: Bounds): boolean {
  let lows = 0;
  let highs = 0;
  let endless = 0;
  for (const part of parts) {
    lows += at(low, part);
    if (at(high, part) === Infinity) endless += 1;
    else highs += at(high, part);
  }
  let moved = raise(low, total, lows);
  if (endless === 0) moved = reduce(high, total, highs) || moved;
  const [least, most] = [at(low, total), at(high, total)];
  for (const part of parts) {
    const [mine, mineHigh] = [at(low, part), at(high, part)];
    if (mine === mineHigh) continue;
    const othersEndless = endless - (mineHigh === Infinity ? 1 : 0);
    moved = reduce(high, part, most - (lows - mine)) || moved;
    if (othersEndless === 0) {
      const othersHigh = mineHigh === Infinity ? highs : highs - mineHigh;
      moved = raise(low, part, least - othersHigh) || moved;
    }
  }
  return moved;
}

const at = (values: Float64Array, index: number): number => values[index] ?? 0;

function raise(low: Float64Array, index: number, value: number): boolean {
  if (value <= at(low, index)) return false;
  low[index] = value;
  return true;
}

function reduce(high: Float64Array, index: number, value: number): boolean {
  if (value >= at(high, index)) return false;
  high[index] = value;
  return true;
}
