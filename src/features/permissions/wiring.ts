import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Audit } from '../audit/audit.ts';
import { grantsService } from './grants-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  find: { institutions: Finder; municipalities: Finder; networks: Finder; courses: Finder };
}

export const permissionServices = ({ database: { db }, clock, audit, find }: Needs) => ({
  grants: grantsService({ db, clock, audit, find }),
});
