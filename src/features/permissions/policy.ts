import { SIDES, type Actor, type Grant, type Role, type Side } from '../../lib/actor.ts';
import { REVEALS_IDENTITY, RIGHTS, type Action } from './rights.ts';

/**
 * Who may do what to whom. Everything that is not written here is denied. A person acts on her own things without a
 * grant; everything else needs a grant whose role allows the action, on that side of the wall, within its scope.
 */

/** What a rule looks at: an object's place. Dimensions that an object does not have are null. */
export interface Place {
  side: Side;
  institutionPath: string | null;
  stateCode: string | null;
  cvegeo: string | null;
  networkId: string | null;
  courseId: string | null;
  cohortId: string | null;
}

export const nowhere: Place = {
  side: 'community',
  institutionPath: null,
  stateCode: null,
  cvegeo: null,
  networkId: null,
  courseId: null,
  cohortId: null,
};

/** One part of what an actor may reach: all its conditions together. */
export interface Clause {
  sides: readonly Side[];
  institutionPath: string | null;
  stateCode: string | null;
  cvegeo: string | null;
  networkId: string | null;
  courseId: string | null;
  cohortId: string | null;
}

/** All that rights depend on: whoever holds these grants, signed in or not. */
export type Holder = Pick<Actor, 'side' | 'grants'>;

/** What an actor may reach with an action: any of its clauses; none, nothing. Lists and single objects use the same. */
export function scopeOf(actor: Holder, action: Action): Clause[] {
  const behindWall = actor.side !== 'community' && REVEALS_IDENTITY.has(action);
  return actor.grants.flatMap((grant) => {
    const sides = (RIGHTS[grant.role][action] ?? []).filter(
      (side) => !(behindWall && side === 'community'),
    );
    return sides.length === 0 || !isBounded(grant) ? [] : [clauseOf(sides, grant)];
  });
}

/** Roles that mean nothing without a scope: a forgotten column must not open the whole country. */
function isBounded(grant: Grant): boolean {
  switch (grant.role) {
    case 'network_coordinator':
      return grant.networkId !== null;
    case 'instructor':
      return grant.courseId !== null || grant.cohortId !== null;
    case 'institution_admin':
      return grant.institutionPath !== null;
    case 'state_admin':
    case 'state_police_admin':
      return grant.stateCode !== null || grant.cvegeo !== null;
    default:
      return true;
  }
}

const clauseOf = (sides: readonly Side[], grant: Grant): Clause => ({
  sides,
  institutionPath: grant.institutionPath,
  stateCode: grant.stateCode,
  cvegeo: grant.cvegeo,
  networkId: grant.networkId,
  courseId: grant.courseId,
  cohortId: grant.cohortId,
});

/** Whether the actor has any grant that allows the action somewhere: what a menu asks. */
export const mayAnywhere = (actor: Holder, action: Action): boolean =>
  scopeOf(actor, action).length > 0;

/** Whether the actor may do this to an object that lies there. */
export const may = (actor: Holder, action: Action, place: Place): boolean =>
  scopeOf(actor, action).some((clause) => covers(clause, place));

/** Whether somebody may bring people into a place of theirs, and not only into one course. */
export const mayBringPeople = (actor: Holder): boolean =>
  scopeOf(actor, 'people.invite').some(
    ({ courseId, cohortId }) => courseId === null && cohortId === null,
  );

/** Whether somebody reads figures of places or institutions, and not only of her courses. */
export const readsPlaces = (actor: Holder): boolean =>
  scopeOf(actor, 'reports.read').some(
    ({ courseId, cohortId }) => courseId === null && cohortId === null,
  );

/** Whether somebody reads figures of whole entities, and not only of a network or of her courses. */
export const readsEntities = (actor: Holder): boolean =>
  scopeOf(actor, 'reports.read').some(
    ({ networkId, courseId, cohortId }) =>
      networkId === null && courseId === null && cohortId === null,
  );

/** Whether an object lies within a clause. */
export const covers = (clause: Clause, place: Place): boolean =>
  clause.sides.includes(place.side) &&
  (clause.institutionPath === null ||
    (place.institutionPath?.startsWith(clause.institutionPath) ?? false)) &&
  (clause.stateCode === null || clause.stateCode === place.stateCode) &&
  (clause.cvegeo === null || clause.cvegeo === place.cvegeo) &&
  (clause.networkId === null || clause.networkId === place.networkId) &&
  (clause.courseId === null || clause.courseId === place.courseId) &&
  (clause.cohortId === null || clause.cohortId === place.cohortId);

/** A role that somebody holds, and the widest place that it reaches. Coordinating one's own network is none. */
export interface Office {
  role: Role;
  place: Place;
}

const isNational = ({ institutionPath, stateCode, cvegeo }: Place): boolean =>
  institutionPath === null && stateCode === null && cvegeo === null;

const sidesOf = (role: Role): Side[] =>
  SIDES.filter((side) => Object.values(RIGHTS[role]).some((sides) => sides.includes(side)));

/**
 * Whether the actor may take somebody's access away, or give it back: she stands within the actor's reach, and so does
 * each office of hers, a national one on every side where it counts. Whoever could withdraw an office may do this as well.
 */
export const mayFreeze = (
  actor: Holder,
  places: readonly Place[],
  offices: readonly Office[],
): boolean =>
  places.some((place) => may(actor, 'people.freeze', place)) &&
  offices.every(
    ({ role, place }) =>
      may(actor, 'grants.give', place) ||
      (isNational(place) ? sidesOf(role) : [place.side]).every((side) =>
        may(actor, 'people.freeze', { ...place, side }),
      ),
  );

/**
 * Whether the actor may help somebody back into her account: with a new password, or without the second factor that she
 * lost. The account of whoever holds an office opens what the office opens, so only those who give offices may.
 */
export const mayRecover = (
  actor: Holder,
  places: readonly Place[],
  holdsOffice: boolean,
): boolean => {
  const reaches = (action: Action): boolean => places.some((place) => may(actor, action, place));
  return reaches('people.confirm-recovery') && (!holdsOffice || reaches('grants.give'));
};

/** Roles that open what belongs to others ask for a second factor; coordinating one's own network does not. */
export const needsSecondFactor = ({ role }: Pick<Grant, 'role'>): boolean =>
  role !== 'network_coordinator';
