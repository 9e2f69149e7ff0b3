import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { monthsBefore } from '../../lib/clock.ts';
import { PACKAGE_DAYS } from './package-service.ts';

/** How long it can be shown that a request was answered in time. */
const REQUESTS_KEPT_MONTHS = 24;

/** Copies that somebody asked for, and what was asked. */
export const privacyRetention: Retention[] = [
  {
    name: 'dataPackages',
    what: 'retention.dataPackages.what',
    until: 'retention.dataPackages.until',
    times: { days: PACKAGE_DAYS },
    due: (now) => ({
      sql: `select k.id from data_packages k join people p on p.id = k.person_id
             where k.expires_at <= ? or p.status = 'closed'`,
      bindings: [toColumn(now)],
    }),
    erase: async (trx, ids) => {
      await trx('data_package_parts')
        .whereIn('package_id', [...ids])
        .delete();
      await trx('data_packages')
        .whereIn('id', [...ids])
        .delete();
    },
  },
  {
    name: 'dataRequests',
    what: 'retention.dataRequests.what',
    until: 'retention.dataRequests.until',
    times: { months: REQUESTS_KEPT_MONTHS },
    due: (now) => ({
      sql: `select r.id from data_requests r
             where r.answered_at <= ? and not exists (
               select 1 from data_packages k where k.request_id = r.id)`,
      bindings: [toColumn(monthsBefore(now, REQUESTS_KEPT_MONTHS))],
    }),
    erase: (trx, ids) =>
      trx('data_requests')
        .whereIn('id', [...ids])
        .delete(),
  },
];
