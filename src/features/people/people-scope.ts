import type { Knex } from 'knex';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { PlaceRow } from '../permissions/place-row.ts';
import { may, scopeOf, type Clause, type Place } from '../permissions/policy.ts';
import { OF_STANDING, STANDING, withStanding } from '../permissions/standing.ts';
import type { Action } from '../permissions/rights.ts';
import { bandsOf } from '../institutions/rank-bands.ts';
import type { PersonRecord } from './people-sheets.ts';
import { withinScope } from '../permissions/scope-filter.ts';

/** A person stands where she belongs today; a role bounded to a course or a cohort reaches her through her enrolments. */
const OF_PERSON = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
};

const isBoundToTeaching = (clause: Clause): boolean =>
  clause.courseId !== null || clause.cohortId !== null;

/** Keeps the people whom the actor may do this to. The query names people `p` and their institutions `i`. */
export function peopleWithin(db: Db, query: Knex.QueryBuilder, actor: Actor, action: Action): void {
  const scope = scopeOf(actor, action);
  const teaching = scope.filter(isBoundToTeaching);
  void query.where((any) => {
    void any.where((all) => {
      withinScope(
        all,
        scope.filter((clause) => !isBoundToTeaching(clause)),
        OF_PERSON,
      );
    });
    if (teaching.length === 0) return;
    void any.orWhereExists(
      withinScope(
        db('enrolments as e')
          .select('e.id')
          .whereRaw('e.person_id = p.id')
          .whereNot('e.status', 'withdrawn'),
        teaching,
        OF_STANDING,
      ),
    );
  });
}

/** Where a person stands: one place without a course, and one for each course she is enrolled in. Empty: nobody. */
export async function placesOf(db: Db, personId: string): Promise<Place[]> {
  const people = db('people as p').select(STANDING).where('p.id', personId);
  withStanding(people);
  const rows: unknown[] = await people;
  const places = rows.map((row) => PlaceRow.parse(row));
  const [first] = places;
  if (first === undefined) return [];
  const bare: Place = { ...first, courseId: null, cohortId: null };
  return first.courseId === null ? places : [bare, ...places];
}

/** The same question as `peopleWithin`, about one person. */
export const reaches = (actor: Actor, action: Action, places: readonly Place[]): boolean =>
  places.some((place) => may(actor, action, place));

/** Who brings people in where somebody belongs, whatever course she is in, and reads her name, says her band of command. */
export const tellsBand = (
  actor: Actor,
  person: Pick<PersonRecord, 'id' | 'side' | 'isFrozen'>,
  places: readonly Place[],
): boolean =>
  bandsOf(person.side).length > 0 &&
  !person.isFrozen &&
  person.id !== actor.id &&
  reaches(actor, 'people.read', places) &&
  reaches(
    actor,
    'people.invite',
    places.filter(({ courseId }) => courseId === null),
  );
