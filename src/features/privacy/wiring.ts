import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { SettingsService } from '../accounts/settings.ts';
import type { Audit } from '../audit/audit.ts';
import { dataRequestService } from './data-request-service.ts';
import { erasure } from './erasure.ts';
import { packageService } from './package-service.ts';
import { rightsDeskService } from './rights-desk-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  settings: SettingsService;
  find: { municipalities: Finder };
}

export function privacyServices(needs: Needs) {
  const { database, ...rest } = needs;
  const own = { ...rest, db: database.db };
  const dataRequests = dataRequestService(own);
  return {
    eraseWhatIsOver: erasure(needs),
    dataRequests,
    packages: packageService({ ...own, reads: database.reads }),
    rightsDesk: rightsDeskService({ ...own, dueOn: dataRequests.dueOn }),
  };
}
