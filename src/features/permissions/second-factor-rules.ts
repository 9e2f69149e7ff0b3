import type { Actor, Grant } from '../../lib/actor.ts';
import { DAY } from '../../lib/clock.ts';
import { needsSecondFactor } from './policy.ts';

/** Time to set up a second factor, from the first sign-in with a role that asks for it. */
export const GRACE_DAYS = 14;

interface LiveGrant extends Pick<Grant, 'role'> {
  grantedAt: Date;
}

interface Given {
  isOn: boolean;
  /** When signing in led to it first; what was asked for an earlier role does not count for this one. */
  askedAt: Date | null;
  /** People of the demonstration are told, and never held up. */
  isDemo: boolean;
}

/** From when a role of hers has asked for a second factor; null when none does. */
export function askingSince(grants: readonly LiveGrant[]): Date | null {
  const times = grants.filter(needsSecondFactor).map(({ grantedAt }) => grantedAt.getTime());
  return times.length === 0 ? null : new Date(Math.min(...times));
}

/**
 * How somebody stands with the second factor, apart from what the time of day makes of it. Who has not signed in since the
 * grant has her days from the grant.
 */
export function secondFactorOf(
  grants: readonly LiveGrant[],
  { isOn, askedAt, isDemo }: Given,
): Actor['secondFactor'] {
  const since = askingSince(grants);
  const isAsked = since !== null;
  if (since === null || isDemo) return { isOn, isAsked, dueAt: null, isOverdue: false };
  const from = askedAt !== null && askedAt >= since ? askedAt : since;
  const dueAt = new Date(from.getTime() + GRACE_DAYS * DAY);
  return { isOn, isAsked, dueAt, isOverdue: false };
}

/** The same person at a moment: once her days are over, what must wait for the second factor waits. */
export function asOf(actor: Actor, now: Date): Actor {
  const { isOn, dueAt } = actor.secondFactor;
  if (isOn || dueAt === null || now < dueAt) return actor;
  return { ...actor, secondFactor: { ...actor.secondFactor, isOverdue: true } };
}
