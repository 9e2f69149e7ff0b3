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

/**
 * The instant at which the clocks of a zone show this wall time (YYYY-MM-DDTHH:mm). An hour that a change of clocks skips
 * counts as the one after it, and one that comes twice as its first.
 */
export const instantAt = (wallTime: string, timeZone: string): Date =>
  new Date(
    Temporal.PlainDateTime.from(wallTime).toZonedDateTime(timeZone).toInstant().epochMilliseconds,
  );
