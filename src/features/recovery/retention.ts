import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { DAY } from '../../lib/clock.ts';
import { REQUEST_LIVES } from './recovery-queries.ts';
import { KEPT_IN_VIEW } from './recovery-service.ts';

/** Requests are forgotten when nobody can use or see them; one that its person has not yet read about stays. */
export const recoveryRetention: Retention[] = [
  {
    name: 'recoveries',
    what: 'retention.recoveries.what',
    until: 'retention.recoveries.until',
    times: { unconfirmed: REQUEST_LIVES / DAY, days: KEPT_IN_VIEW / DAY },
    due: (now) => ({
      sql: `select id from recoveries
             where (asked_at <= ? and channel = 'code' and confirmed_at is null)
                or (asked_at <= ? and (used_at is null or announced_at is not null or channel = 'slip'))`,
      bindings: [REQUEST_LIVES, KEPT_IN_VIEW].map((time) =>
        toColumn(new Date(now.getTime() - time)),
      ),
    }),
    erase: (trx, ids) =>
      trx('recoveries')
        .whereIn('id', [...ids])
        .delete(),
  },
];
