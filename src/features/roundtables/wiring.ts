import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { roundtableCatalogue } from './catalogue-service.ts';
import { roundtableService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  states: () => Promise<{ code: string; name: string }[]>;
}

export const roundtableServices = ({ database: { db }, clock, audit, states }: Needs) => ({
  roundtables: roundtableService({ db, clock, audit }),
  roundtableCatalogue: roundtableCatalogue({ db, clock, audit, states }),
});
