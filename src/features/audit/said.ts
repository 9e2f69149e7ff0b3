import type { Actor } from '../../lib/actor.ts';

/** What somebody said that she needs names for, as a detail of the event that she looked at them. */
export const saidBy = ({ session: { purpose } }: Pick<Actor, 'session'>): { reason?: string } =>
  purpose === null ? {} : { reason: `purpose.${purpose.reason}` };
