import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit, AuditEvent } from '../audit/audit.ts';
import { passkeyCeremony } from './passkey-ceremony.ts';
import { passkeyService } from './passkey-service.ts';
import { serverReset } from './second-factor-reset.ts';
import { secondFactorService } from './second-factor-service.ts';
import { secondStepService } from './second-step-service.ts';
import { signInTrace } from './sign-in-trace.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  baseUrl: string;
  /** How often waiting is written down. */
  notes: Parameters<typeof signInTrace>[0]['notes'];
}

export const signInServices = ({
  database: { db, groupedTraces },
  clock,
  audit,
  seal,
  baseUrl,
  notes,
}: Needs) => {
  const ceremony = passkeyCeremony(baseUrl);
  return {
    /** Writes down what somebody said that she needs names for. */
    notePurpose: (event: AuditEvent): Promise<void> => db.transaction((trx) => audit(trx, event)),
    signInTrace: signInTrace({ groupedTraces, audit, notes }),
    secondFactor: secondFactorService({ db, clock, audit, seal }),
    resetSecondFactorFromServer: serverReset({ db, clock, audit }),
    secondStep: secondStepService({ db, clock, audit, seal, ceremony }),
    passkeys: passkeyService({ db, clock, audit, ceremony }),
  };
};
