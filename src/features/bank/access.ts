import type { Actor } from '../../lib/actor.ts';
import { may, mayAnywhere, nowhere } from '../permissions/policy.ts';
import type { Bank } from './bank.ts';

/** Whether somebody may have banks of her own. */
export const opensBanks = (actor: Actor): boolean => mayAnywhere(actor, 'banks.create');

/**
 * Whether somebody may open a bank and all that is in it, keys as well: her own while she may have any, and those within the
 * reach of her work as an author. A bank shows nobody, so it lies on no side of the wall.
 */
export const mayUseBank = (
  actor: Actor,
  { ownerId, institutionPath }: Pick<Bank, 'ownerId' | 'institutionPath'>,
): boolean =>
  may(actor, 'banks.manage', { ...nowhere, institutionPath }) ||
  (ownerId === actor.id && opensBanks(actor));

/** Whether a new bank may belong to her institution: its authors will open it. */
export const mayGiveToInstitution = (actor: Actor): boolean =>
  actor.institutionPath !== null &&
  may(actor, 'banks.manage', { ...nowhere, institutionPath: actor.institutionPath });
