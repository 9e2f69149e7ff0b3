import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Audit } from '../audit/audit.ts';
import { auditLogService } from './audit-log-service.ts';
import { homeService } from './home.ts';
import { hoursService } from './hours-service.ts';
import { namesService } from './names-service.ts';
import { networksReport } from './networks-service.ts';
import { reportService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  find: { institutions: Finder };
  alerts: Parameters<typeof homeService>[0];
}

export function reportServices({
  database: { db, reads, longReads },
  clock,
  audit,
  seal,
  find,
  alerts,
}: Needs) {
  const reports = reportService({ db, reads, longReads, clock, audit });
  return {
    reports,
    names: namesService({ db, longReads, audit, reports }),
    auditLog: auditLogService({ db, reads, clock, audit }),
    networksReport: networksReport({ db, clock }),
    hours: hoursService({ db, audit, seal, find }),
    home: homeService(alerts),
  };
}
