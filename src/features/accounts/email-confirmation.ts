import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { keyedDigest, newLinkCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { lockOpenAccount } from '../permissions/lock-person.ts';
import { openEmail, openPendingEmail, sealEmail, sealPendingEmail } from './contact-seals.ts';
import type { MailService } from './mail.ts';
import { ownEvent } from './own-event.ts';

const CONFIRMATION_LIVES = DAY;

const InForce = z.object({
  email_sealed: z.string().nullable(),
  email_recovery: Flag,
  email_confirmed_at: Instant.nullable(),
});
const Pending = z
  .object({ person_id: z.string(), email_sealed: z.string(), recovery: Flag })
  .optional();
type Pending = z.output<typeof Pending>;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  mail: MailService;
  baseUrl: string;
}

interface Wish {
  email: string;
  recovery: boolean;
}

/**
 * The e-mail address of a person: it is in force once she has opened the link that was sent there. Until then an older
 * one stays in force. Where mail is off nothing can be confirmed, and no address is used for anything.
 */
export function emailConfirmation({ db, clock, audit, seal, mail, baseUrl }: Needs) {
  // Bound to this purpose: a code of another table, or of another kind of link, has another digest.
  const codeKey = seal.derive('e-mail confirmation');
  const emailKey = seal.derive('email');
  const digestOf = (code: string): string => keyedDigest(codeKey, code);

  const inForce = async (handle: Db, personId: string): Promise<z.output<typeof InForce>> =>
    InForce.parse(
      await handle('people')
        .select('email_sealed', 'email_recovery', 'email_confirmed_at')
        .where('id', personId)
        .first(),
    );
  const pendingOf = async (handle: Db, where: Record<string, string>): Promise<Pending> =>
    Pending.parse(
      await handle('email_confirmations')
        .select('person_id', 'email_sealed', 'recovery')
        .where(where)
        .first(),
    );
  const forget = (trx: Db, personId: string): Promise<number> =>
    trx('email_confirmations').where('person_id', personId).delete();

  /** When this very address was confirmed; null when it is another one, or waits. */
  async function confirmedAt(handle: Db, personId: string, email: string): Promise<Date | null> {
    const { email_sealed: sealed, email_confirmed_at: at } = await inForce(handle, personId);
    return sealed !== null && openEmail(seal, personId, sealed) === email ? at : null;
  }

  async function putInForce(
    trx: Db,
    personId: string,
    { email, recovery, at }: { email: string | undefined; recovery: boolean; at: Date | null },
  ): Promise<void> {
    await trx('people')
      .where('id', personId)
      .update({
        email_sealed: email === undefined ? null : sealEmail(seal, personId, email),
        email_digest: email === undefined ? null : keyedDigest(emailKey, email.toLowerCase()),
        email_recovery: email !== undefined && recovery,
        email_confirmed_at: at === null ? null : toColumn(at),
      });
  }

  /** Writes the letter with a new link; the one before no longer works. */
  async function send(trx: Db, actor: Actor, { email, recovery }: Wish): Promise<void> {
    const code = newLinkCode();
    const now = clock();
    const expiresAt = new Date(now.getTime() + CONFIRMATION_LIVES);
    const t = translator(actor.language);
    await trx('email_confirmations')
      .insert({
        person_id: actor.id,
        email_sealed: sealPendingEmail(seal, actor.id, email),
        recovery,
        code_digest: digestOf(code),
        sent_at: toColumn(now),
        expires_at: toColumn(expiresAt),
      })
      .onConflict('person_id')
      .merge();
    const link = `${baseUrl}/correo/${code}`;
    const text = t('email.mail.text', { link });
    await mail.enqueue(trx, { to: email, subject: t('email.mail.subject'), text }, expiresAt);
    await audit(trx, ownEvent(actor, 'account.email-asked'));
  }

  const live = async (handle: Db, code: string): Promise<NonNullable<Pending>> => {
    const pending = Pending.parse(
      await handle('email_confirmations as c')
        .join('people as p', 'p.id', 'c.person_id')
        .select('c.person_id', 'c.email_sealed', 'c.recovery')
        .where({ 'c.code_digest': digestOf(code), 'p.status': 'active' })
        .where('c.expires_at', '>', toColumn(clock()))
        .first(),
    );
    if (pending === undefined) throw new Refusal('gone', 'email.linkGone');
    return pending;
  };

  /** What has to be confirmed: what she asked for last, or an address from before addresses were confirmed. */
  async function unconfirmed(handle: Db, personId: string): Promise<Wish | null> {
    const pending = await pendingOf(handle, { person_id: personId });
    if (pending !== undefined) {
      const email = openPendingEmail(seal, personId, pending.email_sealed);
      return { email, recovery: pending.recovery };
    }
    const { email_sealed: sealed, ...person } = await inForce(handle, personId);
    return sealed === null || person.email_confirmed_at !== null
      ? null
      : { email: openEmail(seal, personId, sealed), recovery: person.email_recovery };
  }

  return {
    /** Whether this address would have to be confirmed, so that a letter goes out. */
    needsLetter: async (actor: Actor, email: string | undefined): Promise<boolean> =>
      mail.isOn && email !== undefined && (await confirmedAt(db, actor.id, email)) === null,

    /**
     * Changes the address. A new one gets a link and is in force once it is confirmed; the one in force only turns recovery
     * on or off. Without an address there is none, and none waits.
     */
    async change(actor: Actor, email: string | undefined, recovery: boolean): Promise<void> {
      await db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        const at = email === undefined ? null : await confirmedAt(trx, actor.id, email);
        if (mail.isOn && email !== undefined && at === null) {
          await send(trx, actor, { email, recovery });
          return;
        }
        await forget(trx, actor.id);
        await putInForce(trx, actor.id, { email, at, recovery: mail.isOn && recovery });
        const action = email === undefined ? 'account.email-removed' : 'account.email-changed';
        await audit(trx, ownEvent(actor, action));
      });
      mail.deliverSoon();
    },

    /** Sends the link once more, under a new code. Refused when nothing waits to be confirmed. */
    async sendAgain(actor: Actor): Promise<void> {
      await db.transaction(async (trx) => {
        await lockOpenAccount(trx, actor.id);
        const wish = mail.isOn ? await unconfirmed(trx, actor.id) : null;
        if (wish === null) throw new Refusal('not-found', 'error.notFound');
        await send(trx, actor, wish);
      });
      mail.deliverSoon();
    },

    /** Refuses a link that was used, replaced or has expired. Looking does not use it up. */
    async check(code: string): Promise<void> {
      await live(db, code);
    },

    /** Puts the address in force, once. Whoever holds the link reads that mailbox; nobody has to be signed in. */
    async confirm(code: string): Promise<void> {
      await db.transaction(async (trx) => {
        const { person_id: id, email_sealed: sealed, recovery } = await live(trx, code);
        await lockOpenAccount(trx, id);
        const email = openPendingEmail(seal, id, sealed);
        const taken = await trx('email_confirmations')
          .where({ person_id: id, code_digest: digestOf(code) })
          .delete();
        if (taken === 0) throw new Refusal('gone', 'email.linkGone');
        await putInForce(trx, id, { email, recovery, at: clock() });
        await audit(trx, {
          actorId: id,
          action: 'account.email-confirmed',
          objectType: 'person',
          objectId: id,
        });
      });
    },
  };
}
export type EmailConfirmation = ReturnType<typeof emailConfirmation>;
