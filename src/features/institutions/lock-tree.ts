import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';
import type { InstitutionSheet } from './sheets.ts';

/** An institution as a check looked at it. */
type Seen = Pick<InstitutionSheet, 'id' | 'path' | 'name' | 'shortName' | 'validFrom' | 'validTo'>;

/**
 * Makes changes of the tree wait for each other until the transaction ends, and refuses where an institution is no longer
 * as it was seen: scopes are read from the paths.
 */
export async function lockTree(trx: Db, seen: readonly Seen[]): Promise<void> {
  await trx('institutions').whereNull('parent_id').orderBy('id').forNoKeyUpdate().select('id');
  for (const { id, path, name, shortName, validFrom, validTo } of seen) {
    const asSeen = {
      id,
      path,
      name,
      short_name: shortName,
      valid_from: validFrom,
      valid_to: validTo,
    };
    const there: unknown = await trx('institutions').where(asSeen).first('id');
    if (there === undefined) throw new Refusal('conflict', 'institutions.changedMeanwhile');
  }
}
