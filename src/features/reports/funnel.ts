import type { Invited } from './invited-queries.ts';
import { STEPS, type Step } from './learned.ts';

/** How many of a selection came as far as each step; each but the first two is a part of the one before it. */
export interface FunnelCounts extends Invited, Record<Step, number> {
  enrolled: number;
  started: number;
  completed: number;
}

/** What of a funnel may be told to somebody who may not know the people. The others are figures of the report. */
export const GUARDED = ['invited', 'account', ...STEPS] as const;
export type Guarded = (typeof GUARDED)[number];

/**
 * Which steps may be told of people whom the reader may not list (`counts` counts no others). A count, and what is left when one
 * figure of the page is taken from another, are counts of people alike, and none may be less than k: none and all would tell of
 * everybody. So each step keeps k to what is told above it and to those who completed, and whatever else is told of started and
 * completed bounds no group of them closer than k.
 */
export function toldSteps(counts: FunnelCounts, k: number): Set<Guarded> {
  const told = new Set<Guarded>();
  let above = counts.started;
  for (const step of STEPS) {
    const count = counts[step];
    if (above - count < k || count - counts.completed < k || count < k) continue;
    told.add(step);
    above = count;
  }
  const { invited, account, enrolled } = counts;
  // Nobody but those who have an account is enrolled: how many of them are not is a count as well.
  if (account >= k && Math.abs(account - enrolled) >= k) told.add('account');
  if (invited >= k && invited - account >= k && Math.abs(invited - enrolled) >= k)
    told.add('invited');
  return told;
}

/** The shares of right answers that may be told: fewer than k people tell of each, and none or all wrong of everybody. */
export const mayTellShare = (
  { people, asked, correct }: { people: number; asked: number; correct: number },
  k: number,
): boolean => people >= k && correct >= FEW && asked - correct >= FEW;

/** domain.md 4.5: a rate is hidden when its numerator, or what is left beside it, is under three. */
const FEW = 3;
