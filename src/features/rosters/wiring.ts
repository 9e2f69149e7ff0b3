import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { firstCodes } from '../recovery/first-codes.ts';
import { rosterAdding, type OnResumed } from './adding.ts';
import { groundFor } from './context.ts';
import { rosterExport } from './export-service.ts';
import { rosterService, type RegisterNetwork } from './service.ts';
import { slipsService } from './slips-service.ts';
import { rosterUndoing } from './undoing.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  versions: CourseVersions;
  onStepDone: OnResumed;
  registerNetwork: RegisterNetwork;
}

export function rosterServices({
  database: { db },
  clock,
  audit,
  seal,
  versions,
  onStepDone,
  registerNetwork,
}: Needs) {
  const own = { db, clock, audit, seal };
  const ground = groundFor({ db, clock, seal, versions });
  const adding = rosterAdding({ ...own, groundFor: ground, onResumed: onStepDone });
  const undoing = rosterUndoing(own);
  const rosters = rosterService({ ...own, groundFor: ground, adding, undoing, registerNetwork });
  return {
    rosters,
    rosterSlips: slipsService({ ...own, rosters, makeCodes: firstCodes({ clock, seal }) }),
    rosterExport: rosterExport({ db, audit }),
  };
}
