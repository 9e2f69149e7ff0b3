/** Where "now" comes from, so that tests can set it. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The same moment so many months before, or the last of that month where it has no such day. */
export function monthsBefore(instant: Date, months: number): Date {
  const before = new Date(instant);
  before.setUTCMonth(before.getUTCMonth() - months);
  if (before.getUTCDate() !== instant.getUTCDate()) before.setUTCDate(0);
  return before;
}

const localDate = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/Mexico_City',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

let lastMinute = Number.NaN;
let lastDay = '';

/**
 * The calendar day (YYYY-MM-DD) of an instant in central Mexico, where most trainees live. Every request asks it of now, and
 * formatting is dear: the answer for the last minute asked is kept.
 */
export function dayOf(instant: Date): string {
  const minute = Math.floor(instant.getTime() / MINUTE);
  if (minute !== lastMinute) {
    lastDay = localDate.format(instant);
    lastMinute = minute;
  }
  return lastDay;
}

/** From one calendar day (YYYY-MM-DD) to another. */
export const daysBetween = (from: string, to: string): number =>
  (Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY;
