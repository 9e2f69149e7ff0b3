import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Grant } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { GrantColumns, grantOf } from './place-row.ts';
import type { Holder } from './policy.ts';

const Row = GrantColumns.extend({ person_id: z.string(), side: z.enum(SIDES) });

/** The rights that people hold at this moment. Whoever is frozen, has left or holds no role is not among them. */
export async function holdersNow(
  db: Db,
  personIds: readonly string[],
  now: Date,
): Promise<Map<string, Holder>> {
  const rows: unknown[] = await db('grants as g')
    .join('people as p', 'p.id', 'g.person_id')
    .leftJoin('institutions as i', 'i.id', 'g.institution_id')
    .select(
      'g.person_id',
      'p.side',
      'g.id',
      'g.role',
      'i.path as institution_path',
      'g.state_code',
      'g.cvegeo',
      'g.network_id',
      'g.course_id',
      'g.cohort_id',
    )
    .where('p.status', 'active')
    .whereIn('g.person_id', [...personIds])
    .whereNull('g.withdrawn_at')
    .where((open) => {
      void open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', dayOf(now));
    });
  const holders = new Map<string, { side: Holder['side']; grants: Grant[] }>();
  for (const unparsed of rows) {
    const row = Row.parse(unparsed);
    const holder = holders.get(row.person_id) ?? { side: row.side, grants: [] };
    holder.grants.push(grantOf(row));
    holders.set(row.person_id, holder);
  }
  return holders;
}
