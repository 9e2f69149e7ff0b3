import { DAY, dayOf } from '../../lib/clock.ts';

/** The calendar day so many working days after an instant: Saturdays and Sundays do not count, holidays do. */
export function workingDaysAfter(instant: Date, days: number): string {
  const noon = new Date(`${dayOf(instant)}T12:00:00Z`);
  let left = days;
  while (left > 0) {
    noon.setTime(noon.getTime() + DAY);
    if (noon.getUTCDay() !== 0 && noon.getUTCDay() !== 6) left -= 1;
  }
  return noon.toISOString().slice(0, 10);
}

/** How many calendar days are left until the day, today being 0; negative once it is over. */
export const daysUntil = (day: string, now: Date): number =>
  Math.round(
    (new Date(`${day}T12:00:00Z`).getTime() - new Date(`${dayOf(now)}T12:00:00Z`).getTime()) / DAY,
  );
