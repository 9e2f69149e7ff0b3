import { toColumn } from '../../db/columns.ts';
import type { Retention } from '../../db/retention.ts';
import { DAY } from '../../lib/clock.ts';

const DAYS = 365;

/** Reports that were made for somebody stay for a year. */
export const reportRetention: Retention[] = [
  {
    name: 'reportFiles',
    what: 'retention.reportFiles.what',
    until: 'retention.reportFiles.until',
    times: { days: DAYS },
    due: (now) => ({
      sql: 'select id from report_files where made_at < ?',
      bindings: [toColumn(new Date(now.getTime() - DAYS * DAY))],
    }),
    erase: (trx, ids) =>
      trx('report_files')
        .whereIn('id', [...ids])
        .delete(),
  },
  {
    name: 'reportSchedules',
    what: 'retention.reportSchedules.what',
    until: 'retention.reportSchedules.until',
    times: {},
    due: () => ({
      sql: `select s.id as id from report_schedules s join people p on p.id = s.person_id where p.status = 'closed'`,
      bindings: [],
    }),
    erase: (trx, ids) =>
      trx('report_schedules')
        .whereIn('id', [...ids])
        .delete(),
  },
];
