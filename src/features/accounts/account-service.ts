import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { isUniqueViolation } from '../../db/dialect/failures.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import { accountQueries, type AccountRow } from './account-queries.ts';
import { openEmail, openPendingEmail, openPhone, sealPhone } from './contact-seals.ts';
import { ownEvent } from './own-event.ts';
import { passwordProblem } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import type { PasswordProof } from './recent-password.ts';
import { setPassword } from './set-password.ts';

/** What stands in the way, by form field; null when it was done. */
export type Problem = Record<string, MessageKey[]> | null;

export interface Account extends Omit<AccountRow, 'phoneSealed' | 'emailSealed' | 'pendingSealed'> {
  phone: string | null;
  email: string | null;
  /** An address that she asked for and has not confirmed yet. */
  pendingEmail: string | null;
}

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  proof: PasswordProof;
}

/** What a person changes of her own account. */
export function accountService({ db, reads, clock, audit, seal, proof }: Needs) {
  const queries = accountQueries(reads);

  async function write(
    actor: Actor,
    action: string,
    values: Record<string, unknown>,
  ): Promise<void> {
    await db.transaction(async (trx) => {
      await lockOpenAccount(trx, actor.id);
      await trx('people').where('id', actor.id).update(values);
      await audit(trx, ownEvent(actor, action));
    });
  }

  return {
    async account(actor: Actor): Promise<Account> {
      const { phoneSealed, emailSealed, pendingSealed, ...row } = await queries.account(
        actor.id,
        clock(),
      );
      return {
        ...row,
        phone: phoneSealed === null ? null : openPhone(seal, actor.id, phoneSealed),
        email: emailSealed === null ? null : openEmail(seal, actor.id, emailSealed),
        pendingEmail:
          pendingSealed === null ? null : openPendingEmail(seal, actor.id, pendingSealed),
      };
    },

    async changeName(actor: Actor, displayName: string): Promise<void> {
      await write(actor, 'account.name-changed', {
        display_name: displayName,
        search_text: toSearchText(`${displayName} ${actor.username}`),
      });
    },

    /** User names are unique; the answer does not say whose a taken one is. */
    async changeUsername(actor: Actor, username: string): Promise<Problem> {
      if (username === actor.username) return null;
      try {
        await write(actor, 'account.username-changed', {
          username,
          search_text: toSearchText(`${actor.displayName} ${username}`),
        });
        return null;
      } catch (error) {
        if (isUniqueViolation(error)) return { username: ['account.username.taken'] };
        throw error;
      }
    },

    async changePhone(actor: Actor, phone: string | undefined): Promise<void> {
      await write(actor, phone === undefined ? 'account.phone-removed' : 'account.phone-changed', {
        phone_sealed: phone === undefined ? null : sealPhone(seal, actor.id, phone),
      });
    },

    async changePreferences(actor: Actor, language: Language, discreet: boolean): Promise<void> {
      await write(actor, 'account.preferences-changed', { language, discreet });
    },

    /** Needs the current password, however recent the last one is; ends every session of the person, this one too. */
    async changePassword(actor: Actor, current: string, next: string): Promise<Problem> {
      const problem = passwordProblem(next, contextOf(actor));
      if (problem !== null) return { password: [problem] };
      if (!(await proof.fits(actor.id, current)))
        return { password_actual: ['account.password.wrong'] };
      if (current.normalize('NFC') === next.normalize('NFC'))
        return { password: ['account.password.same'] };
      const hash = await hashPassword(next);
      await db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        await setPassword(trx, actor.id, hash, clock());
        await audit(trx, ownEvent(actor, 'account.password-changed'));
      });
      return null;
    },
  };
}

export type AccountService = ReturnType<typeof accountService>;

/** Words of the person that her password must not be made of. */
const contextOf = (actor: Actor): string[] => [actor.username, actor.displayName];
