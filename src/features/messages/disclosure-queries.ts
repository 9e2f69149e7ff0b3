import { z } from 'zod';
import { Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { DisclosedRef, Mark } from './disclosed.ts';

const Row = z
  .object({ id: z.string(), object_id: z.string(), marked_by: z.string(), marked_at: Instant })
  .transform((row) => ({
    objectId: row.object_id,
    mark: { id: row.id, markedBy: row.marked_by, markedAt: row.marked_at },
  }));

const BATCH = 200;

/** The marks on these texts, by the id of the text. */
export async function marksOn(
  db: Db,
  kind: DisclosedRef['kind'],
  ids: readonly string[],
): Promise<Map<string, Mark>> {
  const found = new Map<string, Mark>();
  for (let from = 0; from < ids.length; from += BATCH) {
    const rows: unknown[] = await db('disclosures')
      .select('id', 'object_id', 'marked_by', 'marked_at')
      .where('kind', kind)
      .whereIn('object_id', ids.slice(from, from + BATCH));
    for (const row of rows) {
      const { objectId, mark } = Row.parse(row);
      found.set(objectId, mark);
    }
  }
  return found;
}
