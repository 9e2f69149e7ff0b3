import type { Credit } from './item-kind.ts';

const PARTS = 100_000;
const LARGEST_DENOMINATOR = 20;

/** The share that a percentage with five decimals stands for: 33.33333 is a third, as other systems write it. */
export function shareOf(percent: number): Credit {
  const parts = Math.round(Math.abs(percent) * (PARTS / 100));
  const sign = Math.sign(percent);
  for (let of = 1; of <= LARGEST_DENOMINATOR; of += 1) {
    const earned = Math.round((parts * of) / PARTS);
    if (Math.abs(earned * PARTS - parts * of) < of) return { of, earned: sign * earned };
  }
  return { of: PARTS, earned: sign * parts };
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

const plus = (one: Credit, other: Credit): Credit => {
  const of = (one.of / gcd(one.of, other.of)) * other.of;
  return { of, earned: one.earned * (of / one.of) + other.earned * (of / other.of) };
};

/** Not below nothing and not more than all. */
export const bounded = ({ of, earned }: Credit): Credit => ({
  of,
  earned: Math.min(of, Math.max(0, earned)),
});

/** The percentages together, exact, between nothing and all. */
export const together = (percents: readonly number[]): Credit =>
  bounded(percents.map(shareOf).reduce(plus, { of: 1, earned: 0 }));

/** The mean of shares that weigh unequally. */
export function weighted(parts: readonly { weight: number; credit: Credit }[]): Credit {
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0);
  const sum = parts
    .map(({ weight, credit: { of, earned } }) => ({ of: of * whole, earned: earned * weight }))
    .reduce(plus, { of: 1, earned: 0 });
  return bounded(sum);
}
