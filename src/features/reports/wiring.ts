import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Audit } from '../audit/audit.ts';
import { auditLogService } from './audit-log-service.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { countLearned } from './count-learned.ts';
import { foldCounts } from './fold-counts.ts';
import type { TellPerson } from '../enrolment/notices.ts';
import { homeService } from './home.ts';
import { hoursService } from './hours-service.ts';
import { networksReport } from './networks-service.ts';
import { indicatorService } from './indicator-service.ts';
import { learnedService } from './learned-service.ts';
import { namesService } from './names-service.ts';
import { readinessService } from './readiness-service.ts';
import { scheduleService } from './schedule-service.ts';
import { reportService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  find: { institutions: Finder };
  versions: CourseVersions;
  tell: TellPerson;
  alerts: Pick<Parameters<typeof homeService>[0], 'staleLines' | 'isControllerNamed'>;
}

export function reportServices({
  database,
  clock,
  audit,
  seal,
  find,
  versions,
  tell,
  alerts,
}: Needs) {
  const { db, reads, longReads } = database;
  const reports = reportService({ db, reads, longReads, clock, audit });
  const readiness = readinessService({ database, clock, audit, versions });
  const learned = learnedService({ database, clock, versions });
  const schedules = scheduleService({ db, clock, audit, reports, tell });
  return {
    reports,
    schedules,
    readiness,
    foldCounts: foldCounts({ db, clock }),
    countLearned: countLearned({ db, versions }),
    indicators: indicatorService({ database, clock, reports, versions, learned }),
    names: namesService({ db, longReads, audit, reports }),
    auditLog: auditLogService({ db, reads, clock, audit }),
    networksReport: networksReport({ db, clock }),
    hours: hoursService({ db, longReads, audit, seal, find }),
    home: homeService({ ...alerts, reports, readiness, schedules }),
  };
}
