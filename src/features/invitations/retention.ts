import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { DAY } from '../../lib/clock.ts';

const DECIDED_KEPT_DAYS = 90;
const UNDECIDED_KEPT_DAYS = 180;

/** Who asked for an account, with how to reach her and why: for a time after somebody decided, or after nobody did. */
export const registrationRetention: Retention[] = [
  {
    name: 'registrations',
    what: 'retention.registrations.what',
    until: 'retention.registrations.until',
    times: { days: DECIDED_KEPT_DAYS, undecided: UNDECIDED_KEPT_DAYS },
    due: (now) => ({
      sql: `select id from registration_requests
             where decided_at <= ? or (decided_at is null and created_at <= ?)`,
      bindings: [DECIDED_KEPT_DAYS, UNDECIDED_KEPT_DAYS].map((days) =>
        toColumn(new Date(now.getTime() - days * DAY)),
      ),
    }),
    erase: (trx, ids) =>
      trx('registration_requests')
        .whereIn('id', [...ids])
        .delete(),
  },
];
