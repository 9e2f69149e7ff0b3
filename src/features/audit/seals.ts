import { createHash } from 'node:crypto';
import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { lockLog } from './audit.ts';

/** So many events at most are under one seal. */
const BATCH = 500;

export interface Seal {
  number: number;
  from: number;
  to: number;
  events: number;
  previousDigest: string;
  digest: string;
  sealedAt: Date;
}

export const SealRow = z
  .object({
    number: z.coerce.number(),
    from_position: z.coerce.number(),
    to_position: z.coerce.number(),
    events: z.number(),
    previous_digest: z.string(),
    digest: z.string(),
    sealed_at: Instant,
  })
  .transform((row): Seal => ({
    number: row.number,
    from: row.from_position,
    to: row.to_position,
    events: row.events,
    previousDigest: row.previous_digest,
    digest: row.digest,
    sealedAt: row.sealed_at,
  }));

const Hashes = z.array(z.object({ position: z.coerce.number(), hash: z.string() }));

/** The digest of a batch: over the digest before it, its place, and the digest of each of its events. */
export function sealDigest(
  { number, from, to, previousDigest }: Pick<Seal, 'number' | 'from' | 'to' | 'previousDigest'>,
  hashes: readonly string[],
): string {
  const head = [previousDigest, String(number), String(from), String(to), String(hashes.length)];
  return createHash('sha256')
    .update([...head, ...hashes].join('\n'))
    .digest('base64url');
}

/** The newest seal; null while there is none. */
export async function lastSeal(db: Db): Promise<Seal | null> {
  const row: unknown = await db('audit_seals').orderBy('number', 'desc').first();
  return row === undefined ? null : SealRow.parse(row);
}

/**
 * Puts every event that has none yet under a seal, so that one that is changed, taken away or put in is found, and so is a
 * log that ends earlier than it did. Answers the newest seal where it made one: kept elsewhere, it proves all before it. Safe
 * to ask for at any moment and in any number of processes.
 */
export const sealing =
  (db: Db, clock: Clock, engine: 'sqlite' | 'postgres') => async (): Promise<Seal | null> => {
    let made: Seal | null = null;
    for (;;) {
      const next = await db.transaction(async (trx): Promise<Seal | null> => {
        await lockLog(trx, engine);
        const before = await lastSeal(trx);
        const events = Hashes.parse(
          await trx('audit_events')
            .select('position', 'hash')
            .where('position', '>', before?.to ?? 0)
            .orderBy('position')
            .limit(BATCH),
        );
        const [first, last] = [events[0], events.at(-1)];
        if (first === undefined || last === undefined) return null;
        const seal = {
          number: (before?.number ?? 0) + 1,
          from: first.position,
          to: last.position,
          previousDigest: before?.digest ?? '',
        };
        const whole: Seal = {
          ...seal,
          events: events.length,
          digest: sealDigest(
            seal,
            events.map(({ hash }) => hash),
          ),
          sealedAt: clock(),
        };
        await trx('audit_seals').insert({
          number: whole.number,
          from_position: whole.from,
          to_position: whole.to,
          events: whole.events,
          previous_digest: whole.previousDigest,
          digest: whole.digest,
          sealed_at: toColumn(whole.sealedAt),
        });
        return whole;
      });
      if (next === null) return made;
      made = next;
      if (next.events < BATCH) return made;
    }
  };
