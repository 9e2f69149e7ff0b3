import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { erasure } from './erasure.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
}

export const privacyServices = (needs: Needs) => ({ eraseWhatIsOver: erasure(needs) });
