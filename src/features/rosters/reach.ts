import type { Side } from '../../lib/actor.ts';
import { may, type Holder, type Place } from '../permissions/policy.ts';

/** What whoever brings a table may do with its rows. */
export interface Reach {
  /** May bring people in there and change what is kept of them. */
  brings(place: Place): boolean;
  enrols(place: Place): boolean;
  /** May know by name who stands there. */
  reads(place: Place): boolean;
  /** False: the wall lets nothing of that side through. */
  meets(side: Side): boolean;
}

/** By her roles. Who brings names learns who somebody is, so the wall stops her as it stops reading. */
export function reachOf(holder: Holder): Reach {
  const meets = (side: Side): boolean => holder.side === 'community' || side !== 'community';
  return {
    meets,
    brings: (place) => meets(place.side) && may(holder, 'people.invite', place),
    enrols: (place) => meets(place.side) && may(holder, 'enrolments.create', place),
    reads: (place) => may(holder, 'people.read', place),
  };
}

/** Whoever operates the server can read its database anyway. */
export const everywhere: Reach = {
  meets: () => true,
  brings: () => true,
  enrols: () => true,
  reads: () => true,
};
