import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';

/**
 * Makes changes of the tree wait for each other until the transaction ends, and refuses where an institution no longer stands
 * where it was seen: scopes are read from the paths.
 */
export async function lockTree(
  trx: Db,
  seen: readonly { id: string; path: string }[],
): Promise<void> {
  await trx('institutions').whereNull('parent_id').orderBy('id').forUpdate().select('id');
  for (const { id, path } of seen) {
    const there: unknown = await trx('institutions').where({ id, path }).first('id');
    if (there === undefined) throw new Refusal('conflict', 'institutions.changedMeanwhile');
  }
}
