import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { PlaceColumns, placeOf } from '../permissions/place-row.ts';
import { may } from '../permissions/policy.ts';

/** Somebody who receives a message that is written to several. */
export interface Recipient {
  enrolmentId: string;
  personId: string;
  name: string;
}

const Row = PlaceColumns.extend({
  enrolment_id: z.string(),
  person_id: z.string(),
  display_name: z.string(),
});

const BATCH = 200;

const enrolled = (db: Db) =>
  db('enrolments as e')
    .join('people as p', 'p.id', 'e.person_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('e.id as enrolment_id', 'e.person_id', 'p.display_name', 'p.side')
    .select('i.path as institution_path', 'p.state_code', 'p.cvegeo', 'p.network_id')
    .select('e.course_id', 'e.cohort_id')
    .whereNot('e.status', 'withdrawn')
    .where('p.status', 'active')
    .orderBy(['p.search_text', 'e.id']);

/** Those of these rows to whom the actor may write: whose answers she may read, and never herself. */
const reachable = (rows: readonly unknown[], actor: Actor): Recipient[] =>
  rows
    .map((row) => Row.parse(row))
    .filter((row) => row.person_id !== actor.id && may(actor, 'answers.read', placeOf(row)))
    .map((row) => ({
      enrolmentId: row.enrolment_id,
      personId: row.person_id,
      name: row.display_name,
    }));

/** Whoever opposes letters to many receives those that are written to her alone. */
const unopposed = (query: ReturnType<typeof enrolled>): ReturnType<typeof enrolled> =>
  query.whereNull('p.no_mailings_since');

/** The people of a group whom the actor accompanies, less those who oppose letters to many. */
export const recipientsInGroup = async (
  db: Db,
  actor: Actor,
  cohortId: string,
): Promise<Recipient[]> =>
  reachable((await unopposed(enrolled(db)).where('e.cohort_id', cohortId)) as unknown[], actor);

/** The people of these enrolments whom the actor accompanies; others are left out as if they were not. */
export async function recipientsAmong(
  db: Db,
  actor: Actor,
  enrolmentIds: readonly string[],
): Promise<Recipient[]> {
  const found: Recipient[] = [];
  for (let from = 0; from < enrolmentIds.length; from += BATCH) {
    const asked = enrolled(db).whereIn('e.id', enrolmentIds.slice(from, from + BATCH));
    const rows = await (enrolmentIds.length > 1 ? unopposed(asked) : asked);
    found.push(...reachable(rows as unknown[], actor));
  }
  return found;
}
