import { MINUTE } from '../../lib/clock.ts';

/** What was sent in time may arrive this much later. */
export const GRACE = 30_000;

/** When an attempt that begins now must end; extra time is a percentage of the limit. */
export const deadlineOf = (
  start: Date,
  limitMinutes: number | null,
  extraPercent: number,
): Date | null =>
  limitMinutes === null
    ? null
    : new Date(start.getTime() + limitWith(limitMinutes, extraPercent) * MINUTE);

/** The minutes a person has, her extra time included. */
export const limitWith = (limitMinutes: number, extraPercent: number): number =>
  (limitMinutes * (100 + extraPercent)) / 100;

/** Past the deadline and its grace: nothing more is accepted. */
export const isOverdue = (deadline: Date | null, now: Date): boolean =>
  deadline !== null && now.getTime() > deadline.getTime() + GRACE;
