import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Actor, type Side } from '../../lib/actor.ts';
import type { Place } from '../permissions/policy.ts';

const BATCH = 200;

/** Somebody named by her user name in a list. */
export interface NamedPerson {
  id: string;
  username: string;
  side: Side;
  place: Place;
}

const Row = z
  .object({
    id: z.string(),
    username: z.string(),
    side: z.enum(SIDES),
    path: z.string().nullable(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
    network_id: z.string().nullable(),
  })
  .transform((row): NamedPerson => ({
    id: row.id,
    username: row.username,
    side: row.side,
    place: {
      side: row.side,
      institutionPath: row.path,
      stateCode: row.state_code,
      cvegeo: row.cvegeo,
      networkId: row.network_id,
      courseId: null,
      cohortId: null,
    },
  }));

/** Active people by user name. */
export async function peopleNamed(
  db: Db,
  usernames: readonly string[],
): Promise<Map<string, NamedPerson>> {
  const found = new Map<string, NamedPerson>();
  for (let from = 0; from < usernames.length; from += BATCH) {
    const rows: unknown[] = await db('people as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .select('p.id', 'p.username', 'p.side', 'i.path', 'p.state_code', 'p.cvegeo', 'p.network_id')
      .where('p.status', 'active')
      .whereIn('p.username', usernames.slice(from, from + BATCH));
    for (const row of rows) {
      const person = Row.parse(row);
      found.set(person.username, person);
    }
  }
  return found;
}

const Ids = z.array(z.object({ person_id: z.string() }));

/** Those of these people who teach already, somewhere: that is known of them, and no secret of a trainee. */
export async function teachersAmong(
  db: Db,
  personIds: readonly string[],
  day: string,
): Promise<Set<string>> {
  const rows: unknown = await db('grants')
    .distinct('person_id')
    .whereIn('person_id', personIds)
    .where('role', 'instructor')
    .whereNull('withdrawn_at')
    .where((open) => open.whereNull('ends_on').orWhere('ends_on', '>=', day));
  return new Set(Ids.parse(rows).map((row) => row.person_id));
}

/** Whether naming this person's side to the actor would carry a community identity through the wall. */
export const isBehindWallFrom = (actor: Actor, person: NamedPerson): boolean =>
  actor.side !== 'community' && person.side === 'community';
