/** Sums of pairs of scores, before and after, in percentage points. */
export interface Pairs {
  n: number;
  before: number;
  after: number;
  gain: number;
  gainSquared: number;
  /** Sum of (after − before) / (100 − before), of those who had room to gain, and how many they are. */
  normalised: number;
  withRoom: number;
}

export interface Gain {
  n: number;
  before: number;
  after: number;
  gain: number;
  normalised: number | null;
  /** Cohen's d of paired scores; null when all gained the same. */
  effect: number | null;
}

/** Mean gain of learning of those who have both scores (I-09); null when nobody has. */
export function gainOf({
  n,
  before,
  after,
  gain,
  gainSquared,
  normalised,
  withRoom,
}: Pairs): Gain | null {
  if (n === 0) return null;
  const mean = gain / n;
  const variance = n < 2 ? 0 : (gainSquared - n * mean * mean) / (n - 1);
  return {
    n,
    before: before / n,
    after: after / n,
    gain: mean,
    normalised: withRoom === 0 ? null : normalised / withRoom,
    effect: variance <= 0 ? null : mean / Math.sqrt(variance),
  };
}

/** How many had each value. */
export type Histogram = readonly (readonly [value: number, count: number])[];

/** The value at a share of the sorted values (nearest rank); null of nothing. */
export function quantileOf(histogram: Histogram, share: number): number | null {
  const sorted = [...histogram].sort(([one], [other]) => one - other);
  const rank = Math.max(1, Math.ceil(countOf(sorted) * share));
  let seen = 0;
  for (const [value, count] of sorted) {
    seen += count;
    if (seen >= rank) return value;
  }
  return null;
}

export const countOf = (histogram: Histogram): number =>
  histogram.reduce((sum, [, count]) => sum + count, 0);

/** The 97.5th percentile of the normal distribution. */
const Z = 1.959_963_984_540_054;

export interface Interval {
  low: number;
  high: number;
}

/** Wilson's 95 % interval of a share: some of so many. */
export function wilson(some: number, of: number): Interval {
  const share = some / of;
  const middle = share + (Z * Z) / (2 * of);
  const half = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  const scale = 1 + (Z * Z) / of;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** A share as it was counted. */
export interface Share {
  some: number;
  of: number;
}

/** The difference of two shares and its 95 % interval, from the intervals of both (Newcombe). */
export function gapOf(one: Share, other: Share): Interval & { gap: number } {
  const [p, q] = [one.some / one.of, other.some / other.of];
  const [a, b] = [wilson(one.some, one.of), wilson(other.some, other.of)];
  const gap = p - q;
  return {
    gap,
    low: gap - Math.hypot(p - a.low, b.high - q),
    high: gap + Math.hypot(a.high - p, q - b.low),
  };
}
