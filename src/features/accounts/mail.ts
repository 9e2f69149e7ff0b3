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

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  /** Null: mail is off, and nothing offers it. */
  transport: Transport | null;
}

/** What went wrong, without the words of the server, which may name an address. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'unknown';

const place = (id: string): string => `mail_outbox ${id}`;

/** An outbox: letters are written in the transaction that gives rise to them and sent afterwards. */
export function mailService({ db, clock, seal, transport }: Needs) {
  async function trySending(row: z.output<typeof Row>, send: Transport): Promise<string | null> {
    const wait = (WAIT[row.attempts] ?? 30) * MINUTE;
    const claimed = await db('mail_outbox')
      .where({ id: row.id, attempts: row.attempts })
      .update({
        attempts: row.attempts + 1,
        next_try_at: toColumn(new Date(clock().getTime() + wait)),
      });
    if (claimed === 0) return null;
    try {
      await send(LetterText.parse(JSON.parse(seal.open(row.letter_sealed, place(row.id)))));
    } catch (error) {
      return codeOf(error);
    }
    await db('mail_outbox').where('id', row.id).delete();
    return null;
  }

  const underWay = new Set<Promise<void>>();

  /**
   * Sends what is due; answers for each letter that was not taken the code of what went wrong. Those wait for the next time,
   * unless they have become useless. Safe to run in several processes.
   */
  async function deliver(): Promise<string[]> {
    if (transport === null) return [];
    const now = toColumn(clock());
    await db('mail_outbox').where('expires_at', '<=', now).delete();
    const rows: unknown[] = await db('mail_outbox')
      .where('next_try_at', '<=', now)
      .orderBy('next_try_at')
      .limit(AT_ONCE);
    const failures: string[] = [];
    for (const row of rows) {
      const failure = await trySending(Row.parse(row), transport);
      if (failure !== null) failures.push(failure);
    }
    return failures;
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
