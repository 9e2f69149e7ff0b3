import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import { serverReset } from './second-factor-reset.ts';
import { secondFactorService } from './second-factor-service.ts';
import { secondStepService } from './second-step-service.ts';
import { signInTrace } from './sign-in-trace.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  /** How often waiting is written down. */
  notes: Parameters<typeof signInTrace>[0]['notes'];
}

export const signInServices = ({
  database: { db, grouped },
  clock,
  audit,
  seal,
  notes,
}: Needs) => ({
  signInTrace: signInTrace({ grouped, audit, notes }),
  secondFactor: secondFactorService({ db, clock, audit, seal }),
  resetSecondFactorFromServer: serverReset({ db, clock, audit }),
  secondStep: secondStepService({ db, clock, audit, seal }),
});
