import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import { batches } from '../../db/batches.ts';
import type { Invariant } from '../../db/invariant.ts';
import { chainHash } from './audit.ts';

const EventRow = z.object({
  position: z.coerce.number(),
  at: Instant.transform(toColumn),
  actor_id: z.string().nullable(),
  action: z.string(),
  object_type: z.string(),
  object_id: z.string().nullable(),
  institution_path: z.string().nullable(),
  details: z.string(),
  previous_hash: z.string(),
  hash: z.string(),
});

/** Each event carries the digest of the one before it, and none is missing between the first and the last. */
export const auditInvariants: Invariant[] = [
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
];
