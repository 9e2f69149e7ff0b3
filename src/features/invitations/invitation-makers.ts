import type { Db } from '../../db/connection.ts';
import { holdersNow } from '../permissions/holders.ts';
import { may } from '../permissions/policy.ts';
import type { Invitation } from './invitations-repository.ts';

type Made = Pick<Invitation, 'createdBy' | 'place'>;

/**
 * Tells of each invitation whether its maker could make it today: one who lost the right, was frozen or left takes her
 * invitations along. Those of the server's operator have no maker and stand.
 */
export async function backedNow(
  db: Db,
  invitations: readonly Made[],
  now: Date,
): Promise<(invitation: Made) => boolean> {
  const makers = [...new Set(invitations.flatMap(({ createdBy }) => createdBy ?? []))];
  const holders = await holdersNow(db, makers, now);
  return ({ createdBy, place }) => {
    if (createdBy === null) return true;
    const maker = holders.get(createdBy);
    return maker !== undefined && may(maker, 'people.invite', place);
  };
}
