import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { answerPlace } from '../accounts/optional-questions-service.ts';

/** Groups of ages as reports name them (domain 4.1); the first year of each. */
const GROUPS = [
  [65, '65+'],
  [55, '55-64'],
  [45, '45-54'],
  [35, '35-44'],
  [25, '25-34'],
  [18, '18-24'],
  [0, '0-17'],
] as const;
export type AgeGroup = (typeof GROUPS)[number][1];

/** In which group somebody born in a year was during another one. The day of her birth is not known, so the year decides. */
export const ageGroupIn = (year: number, birthYear: number): AgeGroup =>
  GROUPS.find(([from]) => year - birthYear >= from)?.[1] ?? '0-17';

const Answer = z.object({ value_sealed: z.string().nullable() }).optional();
const Row = z.object({ id: z.string(), enrolled_on: z.string() });

/** The year of birth that somebody told with her consent; null where she told none. */
async function birthYearOf(trx: Db, seal: Sealer, personId: string): Promise<number | null> {
  const row = Answer.parse(
    await trx('optional_answers')
      .select('value_sealed')
      .where({ person_id: personId, question: 'birth-year' })
      .whereNull('withdrawn_at')
      .first(),
  );
  return row?.value_sealed == null
    ? null
    : Number(seal.open(row.value_sealed, answerPlace(personId, 'birth-year')));
}

/** The group of an enrolment that begins on this day. */
export async function ageGroupOn(
  trx: Db,
  seal: Sealer,
  { personId, day }: { personId: string; day: string },
): Promise<AgeGroup | null> {
  const born = await birthYearOf(trx, seal, personId);
  return born === null ? null : ageGroupIn(Number(day.slice(0, 4)), born);
}

/** Writes the group into each of her enrolments after she told her year of birth, and takes it out when she takes it back. */
export async function keepAgeGroups(trx: Db, seal: Sealer, personId: string): Promise<void> {
  const born = await birthYearOf(trx, seal, personId);
  if (born === null) {
    await trx('enrolments').where('person_id', personId).update({ age_group: null });
    return;
  }
  const rows: unknown[] = await trx('enrolments')
    .select('id', 'enrolled_on')
    .where('person_id', personId);
  for (const { id, enrolled_on: day } of rows.map((row) => Row.parse(row))) {
    const group = ageGroupIn(Number(day.slice(0, 4)), born);
    await trx('enrolments').where('id', id).update({ age_group: group });
  }
}
