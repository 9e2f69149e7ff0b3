import { toColumn } from '../db/columns.ts';
import type { Db } from '../db/connection.ts';
import { answerPlace } from '../features/accounts/optional-questions-service.ts';
import { keepAgeGroups } from '../features/enrolment/age-group.ts';
import type { Side } from '../lib/actor.ts';
import { DAY, dayOf } from '../lib/clock.ts';
import type { Sealer } from '../lib/sealed.ts';
import type { Invented } from './people.ts';
import { chance } from './random.ts';

/** Most people are asked and do not tell. */
const TELLS = 0.45;
/** The youngest of each side, and over how many years the others are spread. */
const AGES: Record<Side, readonly [youngest: number, years: number]> = {
  community: [19, 52],
  police: [21, 34],
  military: [20, 26],
};
const BATCH = 100;

/** Some people have told their year of birth, so that figures by age have something to show; their enrolments follow it. */
export async function addBirthYears(
  trx: Db,
  people: readonly Invented[],
  { now, seal }: { now: Date; seal: Sealer },
): Promise<void> {
  const luck = chance(1979);
  const year = Number(dayOf(now).slice(0, 4));
  const rows = people.flatMap(({ id, side, createdAt }) => {
    const [youngest, years] = AGES[side];
    const born = year - youngest - luck.below(years);
    if (!luck.happens(TELLS)) return [];
    return [
      {
        person_id: id,
        question: 'birth-year',
        value_sealed: seal.seal(String(born), answerPlace(id, 'birth-year')),
        consented_at: toColumn(new Date(createdAt.getTime() + DAY)),
        withdrawn_at: null,
      },
    ];
  });
  for (let from = 0; from < rows.length; from += BATCH)
    await trx('optional_answers').insert(rows.slice(from, from + BATCH));
  for (const { person_id: id } of rows) await keepAgeGroups(trx, seal, id);
}
