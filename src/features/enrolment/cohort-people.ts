import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor, Side } from '../../lib/actor.ts';
import { HomeColumns, homeOf } from '../permissions/place-row.ts';
import type { Place } from '../permissions/policy.ts';
import { withHome } from '../permissions/standing.ts';

const BATCH = 200;

/** Somebody named by her user name in a list. */
export interface NamedPerson {
  id: string;
  username: string;
  side: Side;
  place: Place;
}

const Row = HomeColumns.extend({ id: z.string(), username: z.string() }).transform(
  ({ id, username, ...row }): NamedPerson => ({
    id,
    username,
    side: row.side,
    place: homeOf(row),
  }),
);

/** Active people by user name. */
export async function peopleNamed(
  db: Db,
  usernames: readonly string[],
): Promise<Map<string, NamedPerson>> {
  const found = new Map<string, NamedPerson>();
  for (let from = 0; from < usernames.length; from += BATCH) {
    const rows: unknown = await withHome(db('people as p'))
      .select('p.id', 'p.username')
      .where('p.status', 'active')
      .whereIn('p.username', usernames.slice(from, from + BATCH));
    for (const person of z.array(Row).parse(rows)) found.set(person.username, person);
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
