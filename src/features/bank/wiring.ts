import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { exportService } from './export-service.ts';
import { importService } from './import-service.ts';
import { itemService } from './item-service.ts';
import { bankPicks } from './picks.ts';
import { bankService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
}

export const bankServices = ({ database: { db, dialect }, clock, audit }: Needs) => ({
  banks: bankService({ db, dialect, clock, audit }),
  bankExports: exportService({ db, dialect, audit }),
  bankImports: importService({ db, clock, audit }),
  bankPicks: bankPicks({ db, dialect }),
  bankItems: itemService({ db, dialect, clock, audit }),
});
