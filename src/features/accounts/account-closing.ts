import { randomBytes } from 'node:crypto';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { Problem } from './account-service.ts';
import { isLastAdministrator } from '../permissions/grants-repository.ts';
import type { OnBirthYear } from './optional-questions-service.ts';
import { ownEvent } from './own-event.ts';
import { hashPassword } from './passwords.ts';
import type { PasswordProof } from './recent-password.ts';
import { setPassword } from './set-password.ts';

/** Stands in lists where a name stood. Certificates keep the name they were issued with. */
const NO_NAME = '—';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  proof: PasswordProof;
  onBirthYear: OnBirthYear;
}

/**
 * Closing one's own account. Certificates stay, by folio; enrolments stay as counts without a name; the user name stays
 * reserved, so that nobody can pass for her. The rest is erased, and every session ends at once.
 */
export const accountClosing =
  ({ db, clock, audit, proof, onBirthYear }: Needs) =>
  async (actor: Actor, password: string): Promise<Problem> => {
    if (!(await proof.fits(actor.id, password))) {
      return { password_actual: ['account.password.wrong'] };
    }
    const hash = await hashOfNobody();
    return db.transaction(async (trx) => {
      if (await isLastAdministrator(trx, actor.id, clock())) {
        return { '': ['account.close.lastAdministrator'] };
      }
      await closeAccountOf(trx, actor.id, { hash, by: actor.id, now: clock() });
      await onBirthYear(trx, actor.id);
      await audit(trx, ownEvent(actor, 'account.closed'));
      return null;
    });
  };

/** Of a password that nobody knows. Takes its time, so it is made before the transaction. */
export const hashOfNobody = (): Promise<string> =>
  hashPassword(randomBytes(32).toString('base64url'));

/** Closes an account inside the caller's transaction, for its person or for somebody who came in person. */
export async function closeAccountOf(
  trx: Db,
  personId: string,
  { hash, by, now }: { hash: string; by: string; now: Date },
): Promise<void> {
  const at = toColumn(now);
  await trx('people').where('id', personId).update({
    status: 'closed',
    closed_at: at,
    display_name: NO_NAME,
    search_text: '',
    phone_sealed: null,
    email_sealed: null,
    email_digest: null,
    email_recovery: false,
    email_confirmed_at: null,
    curp_sealed: null,
    curp_digest: null,
    cuip_sealed: null,
    cuip_digest: null,
    digest_email: false,
    extra_time_percent: 0,
  });
  await trx('message_digests').where('person_id', personId).delete();
  await trx('second_factor_codes').where('person_id', personId).delete();
  await trx('passkeys').where('person_id', personId).delete();
  await trx('second_factors').where('person_id', personId).delete();
  await trx('people_import_acts').where('person_id', personId).update({ change_sealed: null });
  await trx('optional_answers').where('person_id', personId).update({ value_sealed: null });
  await trx('optional_answers')
    .where('person_id', personId)
    .whereNull('withdrawn_at')
    .update({ withdrawn_at: at });
  await trx('grants')
    .where('person_id', personId)
    .whereNull('withdrawn_at')
    .update({ withdrawn_at: at, withdrawn_by: by });
  await trx('memberships')
    .where('person_id', personId)
    .whereNull('to_on')
    .update({ to_on: dayOf(now) });
  await setPassword(trx, personId, hash, now);
}
