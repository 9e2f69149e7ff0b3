import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';

const Columns = z.object({
  institution_id: z.string().nullable(),
  institution_path: z.string().nullable(),
  network_id: z.string().nullable(),
  cvegeo: z.string().nullable(),
  state_code: z.string().nullable(),
  sex: z.string(),
  side: z.enum(SIDES),
  rank_band: z.string().nullable(),
  no_statistics_since: Instant.nullable(),
});

/** Whoever opposes figures counts in totals, and nowhere by sex or rank. */
const UNSAID = { sex: 'no_dice', rank_band: null };

const PersonRow = Columns.transform(({ no_statistics_since: since, ...row }) =>
  since === null ? row : { ...row, ...UNSAID },
);
const NamedRow = Columns.extend({ person_id: z.string() }).transform(
  ({ no_statistics_since: since, ...row }) => (since === null ? row : { ...row, ...UNSAID }),
);

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
    .select('p.sex', 'p.side', 'p.rank_band', 'p.no_statistics_since');

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
