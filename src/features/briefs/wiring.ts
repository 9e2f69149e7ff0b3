import type { Database } from '../../db/connection.ts';
import type { Audit } from '../audit/audit.ts';
import type { NetworksReport } from '../reports/networks-service.ts';
import type { ReportService } from '../reports/service.ts';
import type { RoundtableService } from '../roundtables/service.ts';
import { briefDrawing } from './draw-apart.ts';
import { briefService } from './service.ts';

interface Needs {
  database: Database;
  audit: Audit;
  reports: ReportService;
  networksReport: NetworksReport;
  roundtables: RoundtableService;
}

export const briefServices = ({ database: { db }, ...needs }: Needs) => ({
  briefs: briefService({ db, ...needs }),
  drawBrief: briefDrawing(),
});
