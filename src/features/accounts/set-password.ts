import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { endSessionsOf } from './session-list-service.ts';

/**
 * A new password ends every session of the person and makes her other recovery codes and links useless, and with them an
 * address that was not confirmed yet: whoever was in her account may have typed it.
 */
export async function setPassword(
  trx: Db,
  personId: string,
  hash: string,
  now: Date,
): Promise<void> {
  await trx('people').where('id', personId).update({ password_hash: hash });
  await endSessionsOf(trx, personId);
  await closeRecoveriesOf(trx, personId, now);
  await trx('email_confirmations').where('person_id', personId).delete();
}

/** Open requests and unused codes of a person stop working. */
export async function closeRecoveriesOf(trx: Db, personId: string, now: Date): Promise<void> {
  await trx('recoveries')
    .where('person_id', personId)
    .whereNull('used_at')
    .whereNull('refused_at')
    .update({ refused_at: toColumn(now) });
}

/** Marks a code or a link as used; false when somebody else was first. */
export async function useUp(trx: Db, recoveryId: string, now: Date): Promise<boolean> {
  const used = await trx('recoveries')
    .where('id', recoveryId)
    .whereNull('used_at')
    .whereNull('refused_at')
    .update({ used_at: toColumn(now) });
  return used > 0;
}
