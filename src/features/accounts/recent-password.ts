import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { MINUTE, type Clock } from '../../lib/clock.ts';
import { verifyPassword } from './passwords.ts';

/** Someone who picks up an open phone has this long at most. */
const RECENT = 10 * MINUTE;

/** How sure we are that the person herself is at the device. */
export type Proof = 'recent' | 'given' | 'missing';

const Row = z.object({ password_hash: z.string() }).optional();

/** Asks for the current password before anything that could lock a person out of her account. */
export function passwordProof({ db, clock }: { db: Db; clock: Clock }) {
  const wasRecent = (actor: Actor): boolean =>
    clock().getTime() - actor.session.authenticatedAt.getTime() < RECENT;

  async function fits(personId: string, password: string): Promise<boolean> {
    const row = Row.parse(await db('people').select('password_hash').where('id', personId).first());
    return verifyPassword(row?.password_hash ?? null, password);
  }

  return {
    wasRecent,
    fits,
    /** A password given some minutes ago is enough; an older one must be given again. */
    async of(actor: Actor, password: string): Promise<Proof> {
      if (password !== '') return (await fits(actor.id, password)) ? 'given' : 'missing';
      return wasRecent(actor) ? 'recent' : 'missing';
    },
  };
}

export type PasswordProof = ReturnType<typeof passwordProof>;
