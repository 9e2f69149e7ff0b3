import type { Knex } from 'knex';
import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { finishOnceADay } from '../../db/daily-job.ts';
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

const Unread = z.object({ person_id: z.string(), unread: z.coerce.number() });
type Unread = z.output<typeof Unread>;
const Reader = z.object({
  id: z.string(),
  language: z.enum(LANGUAGES),
  digest_email: Flag,
  email_sealed: z.string().nullable(),
  email_confirmed_at: Instant.nullable(),
});
type Reader = z.output<typeof Reader>;

const Written = z.array(z.object({ person_id: z.string() }));
const DigestRow = z.object({ unread: z.number(), written_at: Instant }).optional();

/** So many people in a transaction, in which nobody else can write on SQLite. */
const AT_ONCE = 50;
const LETTER_LIVES = 5 * DAY;
const MONDAY = 1;

/** Noon of the Monday on which the week of an instant began, in central Mexico. */
function mondayOf(now: Date): Date {
  const noon = new Date(`${dayOf(now)}T18:00:00Z`);
  return new Date(noon.getTime() - ((noon.getUTCDay() + 7 - MONDAY) % 7) * DAY);
}

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  mail: MailService;
  baseUrl: string;
}

/** Once a week, instead of a letter for each message: one line in the inbox, and one letter for whoever wants it. */
export function digestService({ db, clock, seal, mail, baseUrl }: Needs) {
  /** A message of care is never counted: nobody but its person knows of it. */
  const unread = (): Knex.QueryBuilder =>
    db('threads as t')
      .whereNotNull('t.unread_since')
      .whereNot('t.kind', 'care')
      .groupBy('t.person_id')
      .select('t.person_id')
      .count({ unread: '*' });

  async function write(trx: Db, waiting: readonly Unread[], week: string, now: Date) {
    const rows: unknown[] = await trx('people')
      .whereIn(
        'id',
        waiting.map((one) => one.person_id),
      )
      .where('status', 'active')
      .select(Object.keys(Reader.shape));
    const readers = new Map(rows.map((row) => Reader.parse(row)).map((one) => [one.id, one]));
    const digests = waiting.filter((one) => readers.has(one.person_id));
    if (digests.length === 0) return;
    const written = Written.parse(
      await trx('message_digests')
        .insert(digests.map((one) => ({ ...one, week, written_at: toColumn(now) })))
        .onConflict('person_id')
        .merge()
        .whereNot('message_digests.week', week)
        .returning('person_id'),
    );
    for (const { person_id: id } of written) {
      const reader = readers.get(id);
      if (reader !== undefined) await writeLetter(trx, reader, now);
    }
  }

  async function writeLetter(trx: Db, one: Reader, now: Date): Promise<void> {
    const { email_sealed: sealed, id } = one;
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
    /**
     * Writes the digests of this week, unless that was finished. Answers whether it was finished here. Safe to be stopped at any
     * moment and to be done by several processes: nobody gets a second digest, nor a second letter, of a week.
     */
    async writeWeekly(): Promise<boolean> {
      const now = clock();
      const monday = mondayOf(now);
      const week = dayOf(monday);
      const finished = await finishOnceADay(db, 'message digest', monday, async () => {
        for await (const rows of batches(unread(), ['t.person_id'], AT_ONCE))
          await db.transaction((trx) => write(trx, z.array(Unread).parse(rows), week, now));
        await db('message_digests').whereNot('week', week).delete();
      });
      if (finished) mail.deliverSoon();
      return finished;
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
      await db('people')
        .where('id', actor.id)
        .whereNot('status', 'closed')
        .update({ digest_email: byEmail });
    },
  };
}
export type DigestService = ReturnType<typeof digestService>;
