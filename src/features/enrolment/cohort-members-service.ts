import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import { placesOf } from '../people/people-scope.ts';
import { may } from '../permissions/policy.ts';
import { countTaken, type CohortPlaces } from './cohort-places.ts';
import { isBehindWallFrom, peopleNamed, type NamedPerson } from './cohort-people.ts';
import { cohortQueries } from './cohort-queries.ts';
import type { Cohort, LineProblem } from './cohort-sheets.ts';
import { enrolmentRepository, type Enrolment } from './repository.ts';

interface Needs {
  db: Db;
  audit: Audit;
  places: CohortPlaces;
}

export type Added =
  { ok: true; added: number; waiting: number } | { ok: false; lines: LineProblem[] };

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/**
 * A grant over a cohort alone must not reach people who have nothing to do with it, or an instructor could draw in anybody
 * whose user name she guesses: they belong to the cohort's institution, or are in its course by their own will already.
 */
const isWithinReach = (
  actor: Actor,
  cohort: Cohort,
  person: NamedPerson,
  enrolment: Enrolment | undefined,
): boolean =>
  may(actor, 'enrolments.create', person.place) ||
  (cohort.place.institutionPath !== null &&
    (person.place.institutionPath?.startsWith(cohort.place.institutionPath) ?? false)) ||
  (enrolment !== undefined && enrolment.status !== 'withdrawn');

/** Who is in a cohort. Adding is all or nothing: a list with a mistake comes back whole, and nobody is enrolled twice. */
export function cohortMembersService({ db, audit, places }: Needs) {
  const problemOf = (
    actor: Actor,
    cohort: Cohort,
    person: NamedPerson | undefined,
    enrolment: Enrolment | undefined,
  ): LineProblem['key'] | null => {
    if (person === undefined) return 'cohorts.unknownPerson';
    const place = { ...person.place, courseId: cohort.courseId, cohortId: cohort.id };
    if (!may(actor, 'enrolments.create', place)) return 'cohorts.unknownPerson';
    // Before anything else is said of her, or the answer would tell that she exists.
    if (!isWithinReach(actor, cohort, person, enrolment)) return 'cohorts.unknownPerson';
    if (person.side !== cohort.side) {
      return isBehindWallFrom(actor, person) ? 'cohorts.unknownPerson' : 'cohorts.otherSide';
    }
    if (
      enrolment !== undefined &&
      enrolment.status !== 'withdrawn' &&
      enrolment.cohortId !== null &&
      enrolment.cohortId !== cohort.id
    ) {
      return 'cohorts.inAnother';
    }
    return null;
  };

  return {
    async add(actor: Actor, cohortId: string, usernames: readonly string[]): Promise<Added> {
      const cohort = await cohortQueries(db).byId(cohortId);
      if (cohort === null || !may(actor, 'enrolments.create', cohort.place)) throw unknown();
      return db.transaction(async (trx): Promise<Added> => {
        const held = await places.hold(trx, cohortId);
        if (held?.versionId == null) throw new Refusal('conflict', 'cohorts.isOver');
        const people = await peopleNamed(trx, usernames);
        const ids = [...people.values()].map(({ id }) => id).sort();
        const known = await enrolmentRepository(trx).newestOf(ids, cohort.courseId);
        const lines: LineProblem[] = [];
        for (const username of usernames) {
          const person = people.get(username);
          const key = problemOf(actor, cohort, person, known.get(person?.id ?? ''));
          if (key !== null) lines.push({ username, key });
        }
        if (lines.length > 0) return { ok: false, lines };

        // In the order of the list: that is who waits first.
        const inTurn = usernames.flatMap((username) => people.get(username)?.id ?? []);
        // Where everybody fits one order for all keeps two lists from waiting for each other.
        const wanted = held.capacity === null ? ids : inTurn;
        const { added, waiting } = countTaken(await places.takeAll(trx, held, wanted, actor));
        await audit(trx, {
          actorId: actor.id,
          action: 'cohorts.people-added',
          objectType: 'cohort',
          objectId: cohortId,
          institutionPath: cohort.place.institutionPath,
          details: { added, waiting, named: usernames.length },
        });
        return { ok: true, added, waiting };
      });
    },

    /** Takes a person out of the cohort. She stays enrolled and keeps all she has done; her place goes to who waits. */
    async remove(actor: Actor, cohortId: string, personId: string): Promise<void> {
      const refused = await db.transaction(async (trx): Promise<boolean> => {
        const cohort = await cohortQueries(trx).byId(cohortId);
        const standing = await placesOf(trx, personId);
        const here = standing.find((place) => place.cohortId === cohortId);
        const allowed =
          cohort !== null &&
          here !== undefined &&
          may(actor, 'enrolments.create', here) &&
          may(actor, 'people.read', here);
        if (allowed) {
          const removed = await trx('enrolments')
            .where({ person_id: personId, cohort_id: cohortId })
            .update({ cohort_id: null, due_on: null });
          // Somebody else removed her at the same moment.
          if (removed === 0) return false;
          await places.fill(trx, cohortId);
        }
        await audit(trx, {
          actorId: actor.id,
          action: allowed ? 'cohorts.person-removed' : 'cohorts.person-removed-refused',
          objectType: 'cohort',
          objectId: cohort === null ? null : cohortId,
          institutionPath: cohort?.place.institutionPath ?? null,
          details: allowed ? { person: personId } : {},
        });
        return !allowed;
      });
      if (refused) throw unknown().recorded();
    },
  };
}
export type CohortMembersService = ReturnType<typeof cohortMembersService>;
