import { ROLES, type Role, type Side } from '../../lib/actor.ts';
import { may, nowhere, scopeOf, type Holder, type Place } from './policy.ts';
import { ACTIONS, type Action } from './rights.ts';

/** A role that somebody is to hold: where its scope lies, and on which side of the wall she stands. */
export interface Wished {
  role: Role;
  place: Place;
  personSide: Side;
}

/** Whoever may confirm somebody's recovery may ask for it as well. */
const holds = (actor: Holder, action: Action, place: Place): boolean =>
  may(actor, action, place) ||
  (action === 'people.ask-recovery' && may(actor, 'people.confirm-recovery', place));

/** The sides on which a role would let this person do something: the wall counts for her as for everybody. */
function sidesFor({ role, personSide }: Omit<Wished, 'place'>, action: Action): readonly Side[] {
  const everywhere = { id: '', role, institutionPath: '/', stateCode: '00', cvegeo: '00000' };
  const grant = { ...everywhere, networkId: 'n', courseId: 'c', cohortId: 'k' };
  return scopeOf({ side: personSide, grants: [grant] }, action).flatMap(({ sides }) => sides);
}

/** Whether a role there lets its holder do nothing that the actor could not do there herself. */
const isWithin = (actor: Holder, wished: Wished): boolean =>
  ACTIONS.every((action) =>
    sidesFor(wished, action).every((side) => holds(actor, action, { ...wished.place, side })),
  );

/** What is given within an institution or a state. Those who analyse, write or teach are named by who runs the platform. */
const WITHIN_INSTITUTION: readonly Role[] = [
  'network_coordinator',
  'institution_admin',
  'observer',
];
const WITHIN_STATE: readonly Role[] = ['network_coordinator', 'state_admin', 'state_police_admin'];

const isDelegable = ({ role, place }: Pick<Wished, 'role' | 'place'>): boolean =>
  (place.institutionPath === null ? WITHIN_STATE : WITHIN_INSTITUTION).includes(role);

/**
 * Whether the actor may give or withdraw a role. Who runs the platform may anywhere; who administers an institution or a state,
 * within it, and never a role that does more there than her own.
 */
export const mayGive = (actor: Holder, wished: Wished): boolean =>
  may(actor, 'grants.give', wished.place) ||
  (may(actor, 'grants.delegate', wished.place) && isDelegable(wished) && isWithin(actor, wished));

/** The roles that the actor may give somewhere: what her form offers. */
export function rolesToGive(actor: Holder): Role[] {
  if (scopeOf(actor, 'grants.give').length > 0) return [...ROLES];
  const places = scopeOf(actor, 'grants.delegate').flatMap(({ sides, ...bounds }) =>
    sides.map((side): Place => ({ ...nowhere, ...bounds, side })),
  );
  return ROLES.filter((role) =>
    places.some((place) => mayGive(actor, { role, place, personSide: actor.side })),
  );
}
