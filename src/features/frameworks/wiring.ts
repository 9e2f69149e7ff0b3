import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { ReportService } from '../reports/service.ts';
import { frameworkService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  reports: ReportService;
}

export function frameworkServices({ database: { db }, clock, audit, versions, reports }: Needs) {
  return { frameworks: frameworkService({ db, clock, audit, versions, reports }) };
}
