import type { Db } from '../../db/connection.ts';
import { isUniqueViolation, type Reads } from '../../db/dialect/dialect.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Language } from '../../lib/localized.ts';
import { keyedDigest } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { Audit } from '../audit/audit.ts';
import { accountQueries, type AccountRow } from './account-queries.ts';
import { ownEvent } from './own-event.ts';
import { passwordProblem } from './password-rules.ts';
import { hashPassword } from './passwords.ts';
import type { PasswordProof } from './recent-password.ts';
import { setPassword } from './set-password.ts';

/** What stands in the way, by form field; null when it was done. */
export type Problem = Record<string, MessageKey[]> | null;

export interface Account extends Omit<AccountRow, 'phoneSealed' | 'emailSealed'> {
  phone: string | null;
  email: string | null;
}

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  proof: PasswordProof;
}

/** Where a sealed contact belongs: moved to another person's row, it does not open. */
const place = (kind: 'phone' | 'email', personId: string): string => `people.${kind} ${personId}`;

/** Opens the e-mail address of a person's row. */
export const openEmail = (seal: Sealer, personId: string, sealed: string): string =>
  seal.open(sealed, place('email', personId));

/** What a person changes of her own account. */
export function accountService({ db, reads, clock, audit, seal, proof }: Needs) {
  const queries = accountQueries(reads);
  const emailKey = seal.derive('email');

  async function write(
    actor: Actor,
    action: string,
    values: Record<string, unknown>,
  ): Promise<void> {
    await db.transaction(async (trx) => {
      await trx('people').where('id', actor.id).update(values);
      await audit(trx, ownEvent(actor, action));
    });
  }

  return {
    async account(actor: Actor): Promise<Account> {
      const { phoneSealed, emailSealed, ...row } = await queries.account(actor.id, clock());
      return {
        ...row,
        phone: phoneSealed === null ? null : seal.open(phoneSealed, place('phone', actor.id)),
        email: emailSealed === null ? null : openEmail(seal, actor.id, emailSealed),
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
        phone_sealed: phone === undefined ? null : seal.seal(phone, place('phone', actor.id)),
      });
    },

    /** Recovery by e-mail stays off unless she asks for it, and goes with the address. */
    async changeEmail(actor: Actor, email: string | undefined, recovery: boolean): Promise<void> {
      await write(actor, email === undefined ? 'account.email-removed' : 'account.email-changed', {
        email_sealed: email === undefined ? null : seal.seal(email, place('email', actor.id)),
        email_digest: email === undefined ? null : keyedDigest(emailKey, email.toLowerCase()),
        email_recovery: email !== undefined && recovery,
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
