import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { HOUR } from '../../lib/clock.ts';
import { LISTED_LIVES } from './import-service.ts';

/** Lists of municipalities that were read and never taken over. */
export const placeRetention: Retention[] = [
  {
    name: 'readPlaces',
    what: 'retention.readPlaces.what',
    until: 'retention.readPlaces.until',
    times: { hours: LISTED_LIVES / HOUR },
    due: (now) => ({
      sql: 'select id from place_imports where taken_at is null and made_at <= ?',
      bindings: [toColumn(new Date(now.getTime() - LISTED_LIVES))],
    }),
    erase: (trx, ids) =>
      trx('place_imports')
        .whereIn('id', [...ids])
        .whereNull('taken_at')
        .delete(),
  },
];
