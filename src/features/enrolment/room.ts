import { z } from 'zod';
import type { Db } from '../../db/connection.ts';

const Total = z.object({ total: z.coerce.number() });
const LeftRow = z.object({
  id: z.string(),
  capacity: z.number(),
  taken: z.coerce.number(),
  waiting: z.coerce.number(),
});

/** How many places of a cohort are taken. People under protection keep theirs. */
export async function membersOf(db: Db, cohortId: string): Promise<number> {
  return Total.parse(
    await db('enrolments as e')
      .join('people as p', 'p.id', 'e.person_id')
      .where('e.cohort_id', cohortId)
      .whereNot('e.status', 'withdrawn')
      .whereNot('p.status', 'closed')
      .count({ total: 'e.id' })
      .first(),
  ).total;
}

/** How many more fit into each of these cohorts that has a capacity, after those who wait for a place already. */
export async function roomIn(db: Db, cohortIds: readonly string[]): Promise<Map<string, number>> {
  const rows: unknown = await db('cohorts as k')
    .whereIn('k.id', [...cohortIds])
    .whereNotNull('k.capacity')
    .select('k.id', 'k.capacity', {
      taken: db('enrolments as e')
        .join('people as p', 'p.id', 'e.person_id')
        .whereRaw('e.cohort_id = k.id')
        .whereNot('e.status', 'withdrawn')
        .whereNot('p.status', 'closed')
        .count('e.id'),
      waiting: db('cohort_requests as r')
        .join('people as p', 'p.id', 'r.person_id')
        .whereRaw('r.cohort_id = k.id and p.side = k.side')
        .where({ 'r.state': 'waiting', 'p.status': 'active' })
        .count('r.id'),
    });
  return new Map(
    z
      .array(LeftRow)
      .parse(rows)
      .map(({ id, capacity, taken, waiting }) => [id, Math.max(0, capacity - taken - waiting)]),
  );
}
