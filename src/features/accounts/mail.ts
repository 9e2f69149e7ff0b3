import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { MINUTE, type Clock } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';

export interface Letter {
  to: string;
  subject: string;
  text: string;
}

/** Hands one letter to a mail server; rejects when it was not taken. */
export type Transport = (letter: Letter) => Promise<void>;

const LetterText = z.object({ to: z.string(), subject: z.string(), text: z.string() });

const Row = z.object({
  id: z.string(),
  letter_sealed: z.string(),
  attempts: z.coerce.number(),
  expires_at: Instant,
});

const AT_ONCE = 20;
const WAIT = [1, 2, 5, 10, 15];

/** The transport of `SMTP_URL`. The library is loaded with the first letter. */
export function smtpTransport(url: string, baseUrl: string): Transport {
  const from = { name: 'Avisos', address: `no-reply@${new URL(baseUrl).hostname}` };
  return async (letter) => {
    const { createTransport } = await import('nodemailer');
    const transport = createTransport(url);
    try {
      await transport.sendMail({ from, ...letter });
    } finally {
      transport.close();
    }
  };
}

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  /** Null: mail is off, and nothing offers it. */
  transport: Transport | null;
}

const place = (id: string): string => `mail_outbox ${id}`;

/** An outbox: letters are written in the transaction that gives rise to them and sent afterwards. */
export function mailService({ db, clock, seal, transport }: Needs) {
  async function trySending(row: z.output<typeof Row>, send: Transport): Promise<boolean> {
    const wait = (WAIT[row.attempts] ?? 30) * MINUTE;
    const claimed = await db('mail_outbox')
      .where({ id: row.id, attempts: row.attempts })
      .update({
        attempts: row.attempts + 1,
        next_try_at: toColumn(new Date(clock().getTime() + wait)),
      });
    if (claimed === 0) return true;
    try {
      await send(LetterText.parse(JSON.parse(seal.open(row.letter_sealed, place(row.id)))));
    } catch {
      return false;
    }
    await db('mail_outbox').where('id', row.id).delete();
    return true;
  }

  const underWay = new Set<Promise<void>>();

  /**
   * Sends what is due; answers how many letters were not taken. Those wait for the next time, unless they have become
   * useless. Safe to run in several processes.
   */
  async function deliver(): Promise<number> {
    if (transport === null) return 0;
    const now = toColumn(clock());
    await db('mail_outbox').where('expires_at', '<=', now).delete();
    const rows: unknown[] = await db('mail_outbox')
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(AT_ONCE);
    let failed = 0;
    for (const row of rows) {
      if (!(await trySending(Row.parse(row), transport))) failed += 1;
    }
    return failed;
  }

  return {
    isOn: transport !== null,
    deliver,

    /** Sends what is due without letting anybody wait for the mail server. */
    deliverSoon(): void {
      const sending = deliver()
        .then(() => undefined)
        .catch((error: unknown) => {
          process.emitWarning(`Letters were not sent: ${String(error)}`);
        })
        .finally(() => underWay.delete(sending));
      underWay.add(sending);
    },

    /** Resolves when nothing is being sent. */
    async settled(): Promise<void> {
      await Promise.all(underWay);
    },

    async enqueue(trx: Db, letter: Letter, expiresAt: Date): Promise<void> {
      const id = newId();
      await trx('mail_outbox').insert({
        id,
        letter_sealed: seal.seal(JSON.stringify(letter), place(id)),
        attempts: 0,
        next_try_at: toColumn(clock()),
        expires_at: toColumn(expiresAt),
      });
    },
  };
}

export type MailService = ReturnType<typeof mailService>;
