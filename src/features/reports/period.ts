import { dayOf } from '../../lib/clock.ts';

/**
 * Fixed periods of enrolment: a year (2026), its halves (2026-I), quarters (2026-T3) and months (2026-07). No others, so
 * that two overlapping filters cannot be subtracted from each other at will.
 */
const PERIOD = /^(20\d{2})(?:-(I{1,2}|T[1-4]|0[1-9]|1[0-2]))?$/;

export interface Period {
  id: string;
  kind: 'year' | 'half' | 'quarter' | 'month';
  /** First and last day, YYYY-MM-DD. The last day is a bound for texts: the 31st of any month. */
  from: string;
  to: string;
}

const two = (month: number): string => String(month).padStart(2, '0');

export function parsePeriod(id: string): Period | null {
  const [, year, part] = PERIOD.exec(id) ?? [];
  if (year === undefined) return null;
  const span = (kind: Period['kind'], first: number, last: number): Period => ({
    id,
    kind,
    from: `${year}-${two(first)}-01`,
    to: `${year}-${two(last)}-31`,
  });
  if (part === undefined) return span('year', 1, 12);
  if (part === 'I') return span('half', 1, 6);
  if (part === 'II') return span('half', 7, 12);
  if (part.startsWith('T')) {
    const last = Number(part.slice(1)) * 3;
    return span('quarter', last - 2, last);
  }
  return span('month', Number(part), Number(part));
}

const DEPTH: Record<Period['kind'], number> = { year: 1, half: 2, quarter: 3, month: 4 };
/** How deep months lie below years. */
export const MONTHS = DEPTH.month;
export const depthOf = (period: Period): number => DEPTH[period.kind];

/** The way from the year down to a month (YYYY-MM), to some depth. */
export function wayTo(month: string, depth: number): string[] {
  const year = month.slice(0, 4);
  const number = Number(month.slice(5, 7));
  return [
    year,
    `${year}-${number <= 6 ? 'I' : 'II'}`,
    `${year}-T${String(Math.ceil(number / 3))}`,
    month,
  ].slice(0, depth);
}

/** The way from the year down to a period. */
export const wayOf = (period: Period): string[] => wayTo(period.from.slice(0, 7), depthOf(period));

/** Up to when a report counts: the last day, and the instant after it. */
export interface CutOff {
  day: string;
  before: Date;
}

/** Central Mexico keeps UTC-6 all year since 2022. */
export const startOf = (day: string): Date => new Date(`${day}T06:00:00.000Z`);

/** The day after a day. */
export function dayAfter(day: string): string {
  const next = new Date(`${day}T00:00:00.000Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** The month (YYYY-MM) of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** The last day of a month. */
export const monthEndOf = (month: string): string =>
  new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0))
    .toISOString()
    .slice(0, 10);

/** Everything until now: of this day all that has happened. */
export const untilNow = (now: Date): CutOff => {
  const day = dayOf(now);
  return { day, before: startOf(dayAfter(day)) };
};

/** The last month that is over. */
export function lastClosedMonth(now: Date): CutOff {
  const before = startOf(`${dayOf(now).slice(0, 7)}-01`);
  return { day: dayOf(new Date(before.getTime() - 1)), before };
}

/** The month that closed on a day. */
export const closedOn = (day: string): CutOff => ({ day, before: startOf(dayAfter(day)) });

/** The days on which months closed before the one that closed on this day, the newest first. */
export function closingsBefore(day: string, count: number): string[] {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  return Array.from({ length: count }, (_, at) =>
    new Date(Date.UTC(year, month - 1 - at, 0)).toISOString().slice(0, 10),
  );
}

/** Periods to choose from: this year and the last one. */
export function periodsOf(now: Date): string[] {
  const year = Number(dayOf(now).slice(0, 4));
  const month = Number(dayOf(now).slice(5, 7));
  return [year, year - 1].flatMap((y) => [
    String(y),
    ...['I', 'II', 'T1', 'T2', 'T3', 'T4'].map((part) => `${String(y)}-${part}`),
    ...Array.from({ length: y === year ? month : 12 }, (_, at) => `${String(y)}-${two(at + 1)}`),
  ]);
}
