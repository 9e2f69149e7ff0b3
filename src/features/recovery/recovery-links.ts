import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { translator } from '../../i18n/translate.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { LANGUAGES } from '../../lib/localized.ts';
import { digest, newId, newLinkCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { Problem } from '../accounts/account-service.ts';
import { openEmail } from '../accounts/contact-seals.ts';
import type { MailService } from '../accounts/mail.ts';
import { passwordProblem } from '../accounts/password-rules.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { LINK_LIVES } from './recovery-codes.ts';
import { setPassword, useUp } from '../accounts/set-password.ts';
import { foldUsername } from '../../lib/username.ts';

const Reachable = z
  .object({ id: z.string(), email_sealed: z.string(), language: z.enum(LANGUAGES) })
  .optional();

const LiveLink = z
  .object({
    id: z.string(),
    person_id: z.string(),
    username: z.string(),
    display_name: z.string(),
  })
  .optional();
type LiveLink = NonNullable<z.output<typeof LiveLink>>;

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  mail: MailService;
  baseUrl: string;
}

/** Recovery by e-mail, for people who chose it. */
export function recoveryLinks({ db, clock, audit, seal, mail, baseUrl }: Needs) {
  const underWay = new Set<Promise<void>>();

  async function sendLink(username: string): Promise<void> {
    const person = Reachable.parse(
      await db('people')
        .select('id', 'email_sealed', 'language')
        .where({ username: foldUsername(username), status: 'active', email_recovery: true })
        .whereNotNull('email_sealed')
        .whereNotNull('email_confirmed_at')
        .first(),
    );
    if (person === undefined) return;
    const t = translator(person.language);
    const code = newLinkCode();
    const now = clock();
    const expiresAt = new Date(now.getTime() + LINK_LIVES);
    const letter = {
      to: openEmail(seal, person.id, person.email_sealed),
      subject: t('recovery.mail.subject'),
      text: t('recovery.mail.text', { link: `${baseUrl}/recuperar/${code}` }),
    };
    await db.transaction(async (trx) => {
      await trx('recoveries')
        .where({ person_id: person.id, channel: 'mail' })
        .whereNull('used_at')
        .whereNull('refused_at')
        .update({ refused_at: toColumn(now) });
      await trx('recoveries').insert({
        id: newId(),
        person_id: person.id,
        channel: 'mail',
        attempts: 0,
        asked_at: toColumn(now),
        confirmed_at: toColumn(now),
        code_digest: digest(code),
        expires_at: toColumn(expiresAt),
      });
      await mail.enqueue(trx, letter, expiresAt);
      await audit(trx, {
        actorId: null,
        action: 'recovery.link-sent',
        objectType: 'person',
        objectId: person.id,
      });
    });
    await mail.deliver();
  }

  const find = async (handle: Db, code: string): Promise<LiveLink | undefined> =>
    LiveLink.parse(
      await handle('recoveries as r')
        .join('people as p', 'p.id', 'r.person_id')
        .select('r.id', 'r.person_id', 'p.username', 'p.display_name')
        .where({ 'r.code_digest': digest(code), 'r.channel': 'mail', 'p.status': 'active' })
        .whereNull('r.used_at')
        .whereNull('r.refused_at')
        .where('r.expires_at', '>', toColumn(clock()))
        .first(),
    );

  async function liveLink(handle: Db, code: string): Promise<LiveLink> {
    const found = await find(handle, code);
    if (found === undefined) throw new Refusal('gone', 'recovery.linkGone');
    return found;
  }

  return {
    /** Sends a link if there is somebody to send it to. The caller answers before, so that time tells nothing. */
    sendLater(username: string): void {
      const sending = sendLink(username)
        .catch((error: unknown) => {
          process.emitWarning(`A recovery link was not sent: ${String(error)}`);
        })
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },

    /** Resolves when nothing is being sent. */
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },

    /** Refuses a link that was used, replaced or has expired. Looking does not use it up. */
    async check(code: string): Promise<void> {
      await liveLink(db, code);
    },

    /** Sets a new password, once. */
    async use(code: string, password: string): Promise<Problem> {
      const person = await liveLink(db, code);
      const problem = passwordProblem(password, [person.username, person.display_name]);
      if (problem !== null) return { password: [problem] };
      const hash = await hashPassword(password);
      return db.transaction(async (trx) => {
        const { id, person_id: personId } = await liveLink(trx, code);
        if (!(await useUp(trx, id, clock()))) throw new Refusal('gone', 'recovery.linkGone');
        await setPassword(trx, personId, hash, clock());
        await audit(trx, {
          actorId: personId,
          action: 'recovery.used',
          objectType: 'person',
          objectId: personId,
        });
        return null;
      });
    },
  };
}

export type RecoveryLinks = ReturnType<typeof recoveryLinks>;
