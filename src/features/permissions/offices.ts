import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { ROLES } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { PlaceColumns, placeOf } from './place-row.ts';
import type { Office } from './policy.ts';

const Row = PlaceColumns.extend({ role: z.enum(ROLES) }).transform((row): Office => ({
  role: row.role,
  place: placeOf({ ...row, state_code: row.state_code ?? row.cvegeo?.slice(0, 2) ?? null }),
}));

/**
 * The offices that a person holds today, and where they reach: over an institution, its state; over a cohort, the
 * institution that runs it. Coordinating one's own network is no office.
 */
export async function officesOf(db: Db, personId: string, now: Date): Promise<Office[]> {
  const rows: unknown[] = await db('grants as g')
    .join('people as p', 'p.id', 'g.person_id')
    .leftJoin('cohorts as k', 'k.id', 'g.cohort_id')
    .leftJoin('institutions as i', (join) => {
      join.on('i.id', db.raw('coalesce(g.institution_id, k.institution_id)'));
    })
    .select(
      'g.role',
      'i.path as institution_path',
      db.raw('coalesce(k.side, i.side, p.side) as side'),
      db.raw('coalesce(g.state_code, i.state_code) as state_code'),
      db.raw('coalesce(g.cvegeo, i.cvegeo) as cvegeo'),
      'g.network_id',
      db.raw('coalesce(g.course_id, k.course_id) as course_id'),
      'g.cohort_id',
    )
    .where('g.person_id', personId)
    .whereNot('g.role', 'network_coordinator')
    .whereNull('g.withdrawn_at')
    .where((open) => {
      void open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', dayOf(now));
    });
  return rows.map((row) => Row.parse(row));
}
