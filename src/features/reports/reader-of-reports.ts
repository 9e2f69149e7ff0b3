import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Actor } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { LANGUAGES, type Language } from '../../lib/localized.ts';
import { GrantColumns, grantOf } from '../permissions/place-row.ts';

/** All of a person that a report depends on, signed in or not. */
export type ReportReader = Pick<Actor, 'id' | 'side' | 'institutionPath' | 'grants'>;

const PersonRow = z
  .object({
    id: z.string(),
    side: z.enum(SIDES),
    institution_path: z.string().nullable(),
    language: z.enum(LANGUAGES),
    status: z.string(),
  })
  .optional();

const GrantRow = GrantColumns.transform(grantOf);

/** A person with the grants that she holds today; null when her account is not in use. */
export async function findReader(
  db: Db,
  personId: string,
  now: Date,
): Promise<(ReportReader & { language: Language }) | null> {
  const person = PersonRow.parse(
    await db('people as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .where('p.id', personId)
      .first('p.id', 'p.side', 'p.language', 'p.status', 'i.path as institution_path'),
  );
  if (person?.status !== 'active') return null;
  const grants = await db('grants as g')
    .leftJoin('institutions as i', 'i.id', 'g.institution_id')
    .where('g.person_id', personId)
    .whereNull('g.withdrawn_at')
    .where((open) => void open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', dayOf(now)))
    .orderBy('g.id')
    .select('g.id', 'g.role', 'i.path as institution_path', 'g.state_code', 'g.cvegeo')
    .select('g.network_id', 'g.course_id', 'g.cohort_id');
  return {
    id: person.id,
    side: person.side,
    institutionPath: person.institution_path,
    language: person.language,
    grants: z.array(GrantRow).parse(grants),
  };
}
