import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Retention } from '../../db/retention.ts';
import { monthsBefore } from '../../lib/clock.ts';

const REQUESTS_KEPT_MONTHS = 12;

const erase = (trx: Db, ids: readonly string[]) =>
  trx('cohort_requests')
    .whereIn('id', [...ids])
    .delete();

/** Requests for a place in a cohort, with the reason of a refusal: a year after they were decided, or with the account. */
export const enrolmentRetention: Retention[] = [
  {
    name: 'cohortRequests',
    what: 'retention.cohortRequests.what',
    until: 'retention.cohortRequests.until',
    times: { months: REQUESTS_KEPT_MONTHS },
    due: (now) => ({
      sql: `select id from cohort_requests where state not in ('asked', 'waiting') and decided_at <= ?`,
      bindings: [toColumn(monthsBefore(now, REQUESTS_KEPT_MONTHS))],
    }),
    erase,
  },
  {
    name: 'cohortRequestsOfClosedAccounts',
    what: 'retention.cohortRequestsOfClosed.what',
    until: 'retention.cohortRequestsOfClosed.until',
    times: {},
    due: () => ({
      sql: `select r.id from cohort_requests r join people p on p.id = r.person_id where p.status = 'closed'`,
      bindings: [],
    }),
    erase,
  },
  {
    name: 'dueExtensionsOfClosedAccounts',
    what: 'retention.dueExtensionsOfClosed.what',
    until: 'retention.dueExtensionsOfClosed.until',
    times: {},
    due: () => ({
      sql: `select distinct e.id from due_extensions x join enrolments e on e.id = x.enrolment_id
             join people p on p.id = e.person_id where p.status = 'closed'`,
      bindings: [],
    }),
    async erase(trx, ids) {
      const these = [...ids];
      await trx('enrolments').whereIn('id', these).update({ due_on: null });
      await trx('due_extensions').whereIn('enrolment_id', these).delete();
    },
  },
];
