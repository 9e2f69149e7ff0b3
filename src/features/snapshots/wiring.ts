import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { FrameworkService } from '../frameworks/service.ts';
import type { ReportService } from '../reports/service.ts';
import type { RoundtableService } from '../roundtables/service.ts';
import { snapshotService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  reports: ReportService;
  frameworks: FrameworkService;
  roundtables: RoundtableService;
}

export const snapshotServices = ({ database: { db }, ...needs }: Needs) => ({
  snapshots: snapshotService({ db, ...needs }),
});
