import type { Db } from '../../db/connection.ts';
import type { CohortPlaces } from './cohort-places.ts';

/**
 * Fills the places that freed without anybody giving them up in the cohort: an account was closed, or protection ended.
 * Safe to repeat and to stop at any moment.
 */
export const freedPlaces =
  ({ db, places }: { db: Db; places: CohortPlaces }) =>
  async (): Promise<void> => {
    for (const id of await places.waitedFor(db)) {
      await db.transaction((trx) => places.fill(trx, id));
    }
  };
