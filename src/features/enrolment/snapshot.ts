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

const Row = Columns.extend({ person_id: z.string() }).transform(
  ({ no_statistics_since: since, ...row }) => (since === null ? row : { ...row, ...UNSAID }),
);

/** People as of today, in the columns of an enrolment, by id: a later transfer rewrites nothing. */
export async function snapshotsOf(
  trx: Db,
  personIds: readonly string[],
): Promise<Map<string, z.infer<typeof Row>>> {
  const rows: unknown = await trx('people as p')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('p.id as person_id', 'p.institution_id', 'i.path as institution_path', 'p.network_id')
    .select('p.cvegeo', 'p.state_code', 'p.sex', 'p.side', 'p.rank_band', 'p.no_statistics_since')
    .whereIn('p.id', [...personIds]);
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((row) => [row.person_id, row]),
  );
}
