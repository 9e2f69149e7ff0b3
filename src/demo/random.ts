import { seeded } from '../lib/seeded.ts';

/** Repeatable chance: the same seed tells the same story on every machine. */
export interface Chance {
  /** A number from 0 up to, not including, 1. */
  next(): number;
  /** A whole number from 0 up to, not including, `below`. */
  below(below: number): number;
  pick<T>(list: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
}

export function chance(seed: number): Chance {
  const next = seeded(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (list) => {
      const chosen = list[below(list.length)];
      if (chosen === undefined) throw new Error('There is nothing to pick from');
      return chosen;
    },
    happens: (probability) => next() < probability,
  };
}
