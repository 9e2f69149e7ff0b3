import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Database, Db } from '../../db/connection.ts';
import { onceADay } from '../../db/daily-job.ts';
import { translator } from '../../i18n/translate.ts';
import type { Actor } from '../../lib/actor.ts';
import { DAY, dayOf, type Clock } from '../../lib/clock.ts';
import { LANGUAGES } from '../../lib/localized.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { openEmail } from '../accounts/contact-seals.ts';
import type { MailService } from '../accounts/mail.ts';

/** What somebody had not read when the week began. */
export interface Digest {
  unread: number;
  writtenAt: Date;
}

const Waiting = z.object({
  person_id: z.string(),
  unread: z.coerce.number(),
  language: z.enum(LANGUAGES),
  digest_email: Flag,
  email_sealed: z.string().nullable(),
  email_confirmed_at: Instant.nullable(),
});
type Waiting = z.output<typeof Waiting>;

const DigestRow = z.object({ unread: z.number(), written_at: Instant }).optional();

/** Everybody with something unread. A message of care is never counted: nobody but its person knows of it. */
const WAITING = `
  select t.person_id, count(*) as unread, p.language, p.digest_email, p.email_sealed, p.email_confirmed_at
    from threads t join people p on p.id = t.person_id
   where t.unread_since is not null and t.kind <> 'care' and p.status = 'active'
   group by t.person_id, p.language, p.digest_email, p.email_sealed, p.email_confirmed_at`;

const AT_ONCE = 50;
const LETTER_LIVES = 5 * DAY;
const MONDAY = 1;

/** Noon of the Monday on which the week of an instant began, in central Mexico. */
function mondayOf(now: Date): Date {
  const noon = new Date(`${dayOf(now)}T18:00:00Z`);
  return new Date(noon.getTime() - ((noon.getUTCDay() + 7 - MONDAY) % 7) * DAY);
}

interface Needs {
  database: Pick<Database, 'db' | 'longReads'>;
  clock: Clock;
  seal: Sealer;
  mail: MailService;
  baseUrl: string;
}

/** Once a week, instead of a letter for each message: one line in the inbox, and one letter for whoever wants it. */
export function digestService({ database: { db, longReads }, clock, seal, mail, baseUrl }: Needs) {
  async function write(trx: Db, one: Waiting, week: string, now: Date): Promise<void> {
    const digest = { week, unread: one.unread, written_at: toColumn(now) };
    await trx('message_digests')
      .insert({ person_id: one.person_id, ...digest })
      .onConflict('person_id')
      .merge();
    const { email_sealed: sealed, person_id: id } = one;
    if (!mail.isOn || !one.digest_email || sealed === null || one.email_confirmed_at === null)
      return;
    const t = translator(one.language);
    await mail.enqueue(
      trx,
      {
        to: openEmail(seal, id, sealed),
        subject: t('digest.mail.subject'),
        text: t('digest.mail.text', { link: `${baseUrl}/entrar` }),
      },
      new Date(now.getTime() + LETTER_LIVES),
    );
  }

  return {
    /** Writes the digests of this week, unless that was done or begun. Answers whether it was done here. */
    async writeWeekly(): Promise<boolean> {
      const now = clock();
      const monday = mondayOf(now);
      const week = dayOf(monday);
      const done = await onceADay(db, 'message digest', monday, async () => {
        const rows = await longReads.all(WAITING, []);
        const waiting = rows.map((row) => Waiting.parse(row));
        for (let from = 0; from < waiting.length; from += AT_ONCE) {
          await db.transaction(async (trx) => {
            for (const one of waiting.slice(from, from + AT_ONCE)) await write(trx, one, week, now);
          });
        }
        await db('message_digests').whereNot('week', week).delete();
      });
      if (done) mail.deliverSoon();
      return done;
    },

    /** This week's digest of a person; null when she had read everything. */
    async of(actor: Actor): Promise<Digest | null> {
      const row = DigestRow.parse(
        await db('message_digests')
          .select('unread', 'written_at')
          .where({ person_id: actor.id, week: dayOf(mondayOf(clock())) })
          .first(),
      );
      return row === undefined ? null : { unread: row.unread, writtenAt: row.written_at };
    },

    /** Whether she wants the letter, and whether it could reach her. */
    async preference(actor: Actor): Promise<{ byEmail: boolean; isConfirmed: boolean }> {
      const row = z
        .object({ digest_email: Flag, email_confirmed_at: Instant.nullable() })
        .parse(
          await db('people')
            .select('digest_email', 'email_confirmed_at')
            .where('id', actor.id)
            .first(),
        );
      return { byEmail: row.digest_email, isConfirmed: row.email_confirmed_at !== null };
    },

    async prefer(actor: Actor, byEmail: boolean): Promise<void> {
      await db('people').where('id', actor.id).update({ digest_email: byEmail });
    },
  };
}
export type DigestService = ReturnType<typeof digestService>;
