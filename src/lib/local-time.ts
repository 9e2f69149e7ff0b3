import { Temporal } from 'temporal-polyfill';

/** Whether this names a time zone, as in `America/Tijuana`. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Whether this is a moment as a clock on the wall tells it: a day that the calendar has, and an hour of it. */
export function isWallTime(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDateTime.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/**
 * The instant at which the clocks of a zone show this wall time (YYYY-MM-DDTHH:mm). An hour that a change of clocks skips
 * counts as the one after it, and one that comes twice as its first.
 */
export const instantAt = (wallTime: string, timeZone: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(wallTime).toZonedDateTime(timeZone).toInstant().epochMilliseconds,
  );
