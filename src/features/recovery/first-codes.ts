import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { newId, newTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { recoveryCodes } from './recovery-codes.ts';

/** As long as any code that is printed for somebody who comes for the first time. */
const SLIP_LIVES = 30 * DAY;

/**
 * Makes the codes with which people who have an account and no password yet come in for the first time, to be printed. Each is of
 * one person, works once, and takes the place of the one that was printed for her before. Whether somebody may print them has
 * been asked.
 */
export const firstCodes = ({ clock, seal }: { clock: Clock; seal: Sealer }) => {
  const codes = recoveryCodes(seal);
  return async (
    trx: Db,
    personIds: readonly string[],
    by: string,
  ): Promise<{ codes: Map<string, string>; expiresAt: Date }> => {
    const now = clock();
    const expiresAt = new Date(now.getTime() + SLIP_LIVES);
    const made = new Map(personIds.map((id) => [id, newTypedCode()]));
    if (made.size > 0) {
      await trx('recoveries')
        .whereIn('person_id', [...made.keys()])
        .where('channel', 'slip')
        .whereNull('used_at')
        .whereNull('refused_at')
        .update({ refused_at: toColumn(now) });
      await trx('recoveries').insert(
        [...made].map(([personId, code]) => ({
          id: newId(),
          person_id: personId,
          channel: 'slip',
          attempts: 0,
          asked_by: by,
          asked_at: toColumn(now),
          confirmed_at: toColumn(now),
          code_digest: codes.digest(personId, code),
          expires_at: toColumn(expiresAt),
        })),
      );
    }
    return { codes: made, expiresAt };
  };
};
export type FirstCodes = ReturnType<typeof firstCodes>;
