import { z } from 'zod';
import { Flag, Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { ownEvent } from './own-event.ts';

const SessionRow = z
  .object({
    id_hash: z.string(),
    device: z.string(),
    shared: Flag,
    created_at: Instant,
    last_seen_at: Instant,
  })
  .transform((row) => ({
    id: row.id_hash,
    device: row.device,
    shared: row.shared,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
  }));

export type OpenSession = z.output<typeof SessionRow>;

const OPEN = `
  select id_hash, device, shared, created_at, last_seen_at from sessions
   where person_id = ? and expires_at > ? order by last_seen_at desc, id_hash limit 200`;

/** Ends every session of a person, or all but one; answers how many there were. They are dead at their next request. */
export const endSessionsOf = (
  trx: Db,
  personId: string,
  exceptIdHash?: string,
): Promise<number> => {
  const rows = trx('sessions').where('person_id', personId);
  return exceptIdHash === undefined
    ? rows.delete()
    : rows.whereNot('id_hash', exceptIdHash).delete();
};

interface Needs {
  db: Db;
  reads: Reads;
  clock: Clock;
  audit: Audit;
}

/** The open sessions of a person, for herself. A session is named by the digest of its id, which opens nothing. */
export const sessionListService = ({ db, reads, clock, audit }: Needs) => ({
  async openSessions(actor: Actor): Promise<OpenSession[]> {
    const rows = await reads.all(OPEN, [actor.id, toColumn(clock())]);
    return rows.map((row) => SessionRow.parse(row));
  },

  /** Ends one of her sessions. Repeating it, or naming somebody else's, changes nothing. */
  async end(actor: Actor, idHash: string): Promise<void> {
    await db.transaction(async (trx) => {
      const ended = await trx('sessions').where({ id_hash: idHash, person_id: actor.id }).delete();
      if (ended > 0) await audit(trx, ownEvent(actor, 'sessions.ended', { count: ended }));
    });
  },

  async endOthers(actor: Actor): Promise<void> {
    await db.transaction(async (trx) => {
      const ended = await endSessionsOf(trx, actor.id, actor.session.idHash);
      await audit(trx, ownEvent(actor, 'sessions.ended', { count: ended }));
    });
  },
});
