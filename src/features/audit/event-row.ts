import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';

/** An event as it is digested: the same text on both engines. */
export const EventRow = z.object({
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
