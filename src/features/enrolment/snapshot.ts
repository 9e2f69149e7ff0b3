import type { Knex } from 'knex';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';

const PersonRow = z.object({
  institution_id: z.string().nullable(),
  institution_path: z.string().nullable(),
  network_id: z.string().nullable(),
  cvegeo: z.string().nullable(),
  state_code: z.string().nullable(),
  sex: z.string(),
  side: z.enum(SIDES),
  rank_band: z.string().nullable(),
});

const NamedRow = PersonRow.extend({ person_id: z.string() });

const people = (trx: Db): Knex.QueryBuilder =>
  trx('people as p')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select(
      'p.institution_id',
      'i.path as institution_path',
      'p.network_id',
      'p.cvegeo',
      'p.state_code',
    )
    .select('p.sex', 'p.side', 'p.rank_band');

/** The person as of today, in the columns of an enrolment: a later transfer rewrites nothing. */
export async function snapshotOf(trx: Db, personId: string): Promise<z.infer<typeof PersonRow>> {
  return PersonRow.parse(await people(trx).where('p.id', personId).first());
}

/** The same of several people; each row says of whom it is. */
export async function snapshotsOf(
  trx: Db,
  personIds: readonly string[],
): Promise<z.infer<typeof NamedRow>[]> {
  const rows: unknown = await people(trx)
    .select('p.id as person_id')
    .whereIn('p.id', [...personIds]);
  return z.array(NamedRow).parse(rows);
}
