import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { ReportService } from '../reports/service.ts';
import { frameworkFilling } from './filling-service.ts';
import { frameworkService } from './service.ts';
import { frameworkTagging } from './tag-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  reports: ReportService;
}

export const frameworkServices = ({
  database: { db },
  clock,
  audit,
  versions,
  reports,
}: Needs) => ({
  frameworks: frameworkService({ db, versions, reports }),
  frameworkFilling: frameworkFilling({ db, clock, audit }),
  frameworkTagging: frameworkTagging({ db, audit, versions }),
});
