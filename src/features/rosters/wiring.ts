import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { firstCodes } from '../recovery/first-codes.ts';
import { rosterAdding } from './adding.ts';
import { groundFor } from './context.ts';
import type { Enrolling } from './enrolling.ts';
import { rosterExport } from './export-service.ts';
import { rosterService } from './service.ts';
import { slipsService } from './slips-service.ts';
import { rosterStaging, type RegisterNetwork } from './staging-service.ts';
import { rosterUndoing } from './undoing.ts';

interface Needs extends Enrolling {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  versions: CourseVersions;
  fillFreedPlaces: () => Promise<void>;
  registerNetwork: RegisterNetwork;
}

export function rosterServices({
  database: { db },
  clock,
  audit,
  seal,
  versions,
  registerNetwork,
  fillFreedPlaces,
  ...enrolling
}: Needs) {
  const own = { db, clock, audit, seal };
  const ground = groundFor({ db, clock, seal, versions });
  const adding = rosterAdding({ ...own, ...enrolling, groundFor: ground });
  const undoing = rosterUndoing({ ...own, ...enrolling, fillFreedPlaces });
  const rosters = rosterService({ ...own, adding, undoing });
  return {
    rosters,
    rosterStaging: rosterStaging({ ...own, groundFor: ground, registerNetwork }),
    rosterSlips: slipsService({ ...own, rosters, makeCodes: firstCodes({ clock, seal }) }),
    rosterExport: rosterExport({ db, audit }),
  };
}
