import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import type { View } from '../../db/dialect/dialect.ts';
import type { Invariant } from '../../db/invariant.ts';
import { chainHash } from './audit.ts';
import { EventRow } from './event-row.ts';
import { sealDigest, SealRow, type Seal } from './seals.ts';

/** What is digested of an event. */
const Bare = EventRow.omit({ previous_hash: true, hash: true }).extend({ at: z.string() });
const Greatest = z.object({ position: z.coerce.number().nullable() });

/** The digests that the events of a seal must have, from what stands in them now. */
async function hashesUnder({ db }: View, { from, to }: Seal): Promise<string[]> {
  const rows: unknown[] = await db('audit_events')
    .whereBetween('position', [from, to])
    .orderBy('position');
  return rows.map((row) => {
    const { previous_hash: previous, ...rest } = EventRow.parse(row);
    return chainHash(previous, Bare.parse(rest));
  });
}

export const auditInvariants: Invariant[] = [
  /** Each event carries the digest of the one before it, and none is missing between the first and the last. */
  {
    key: 'verify.auditChain',
    async *broken({ db }) {
      let before = { position: 0, hash: '' };
      for await (const rows of batches(db('audit_events'), ['position'])) {
        for (const row of rows) {
          const { previous_hash: previous, hash, ...event } = EventRow.parse(row);
          const follows = event.position === before.position + 1 && previous === before.hash;
          if (!follows || hash !== chainHash(previous, event)) yield String(event.position);
          before = { position: event.position, hash };
        }
      }
    },
  },
  /** Each seal follows the one before it, and what is under it is what was there when it was made. */
  {
    key: 'verify.auditSeals',
    async *broken(view) {
      const { db } = view;
      const last = Greatest.parse(await db('audit_events').max({ position: 'position' }).first());
      let before = { number: 0, to: 0, digest: '' };
      for await (const rows of batches(db('audit_seals'), ['number'])) {
        for (const row of rows) {
          const seal = SealRow.parse(row);
          const hashes = await hashesUnder(view, seal);
          const follows =
            seal.number === before.number + 1 &&
            seal.from === before.to + 1 &&
            seal.previousDigest === before.digest;
          const isWhole =
            hashes.length === seal.events &&
            seal.to <= (last.position ?? 0) &&
            seal.digest === sealDigest(seal, hashes);
          if (!follows || !isWhole) yield String(seal.number);
          before = seal;
        }
      }
    },
  },
];
