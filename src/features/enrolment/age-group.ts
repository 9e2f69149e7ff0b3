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

/** The youngest first. */
export const AGE_GROUPS: readonly AgeGroup[] = GROUPS.map(([, group]) => group).reverse();

/** In which group somebody born in a year was during another one. The day of her birth is not known, so the year decides. */
export const ageGroupIn = (year: number, birthYear: number): AgeGroup =>
  GROUPS.find(([from]) => year - birthYear >= from)?.[1] ?? '0-17';

const Answers = z.array(z.object({ person_id: z.string(), value_sealed: z.string().nullable() }));
const Row = z.object({ id: z.string(), enrolled_on: z.string() });

/** The years of birth that people told with their consent. */
async function birthYearsOf(
  trx: Db,
  seal: Sealer,
  personIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = Answers.parse(
    await trx('optional_answers')
      .select('person_id', 'value_sealed')
      .whereIn('person_id', [...personIds])
      .where('question', 'birth-year')
      .whereNull('withdrawn_at'),
  );
  return new Map(
    rows.flatMap(({ person_id: id, value_sealed: sealed }): [string, number][] =>
      sealed === null ? [] : [[id, Number(seal.open(sealed, answerPlace(id, 'birth-year')))]],
    ),
  );
}

/** The groups of enrolments that begin on this day, by person; whoever has told no year has none. */
export async function ageGroupsOn(
  trx: Db,
  seal: Sealer,
  { personIds, day }: { personIds: readonly string[]; day: string },
): Promise<Map<string, AgeGroup>> {
  const year = Number(day.slice(0, 4));
  return new Map(
    [...(await birthYearsOf(trx, seal, personIds))].map(([id, born]) => [
      id,
      ageGroupIn(year, born),
    ]),
  );
}

/** Writes the group into each of her enrolments after she told her year of birth, and takes it out when she takes it back. */
export async function keepAgeGroups(trx: Db, seal: Sealer, personId: string): Promise<void> {
  const born = (await birthYearsOf(trx, seal, [personId])).get(personId);
  if (born === undefined) {
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
