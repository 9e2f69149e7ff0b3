import type { Random } from '../../../src/features/assessment/draw.ts';
import { seeded as numbers } from '../../../src/lib/seeded.ts';

/** Chance that repeats itself for the same seed. */
export const seeded = (seed: number): Random => {
  const next = numbers(seed);
  return (below) => Math.floor(next() * below);
};
