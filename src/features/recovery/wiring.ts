import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { MailService } from '../accounts/mail.ts';
import type { Audit } from '../audit/audit.ts';
import { recoveryLinks } from './recovery-links.ts';
import { recoveryRequestsService } from './recovery-requests-service.ts';
import { recoveryService } from './recovery-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  mail: MailService;
  baseUrl: string;
}

export function recoveryServices({ database, clock, audit, seal, mail, baseUrl }: Needs) {
  const { db, reads } = database;
  return {
    recovery: recoveryService({ db, reads, clock, audit, seal }),
    recoveryLinks: recoveryLinks({ db, clock, audit, seal, mail, baseUrl }),
    recoveryRequests: recoveryRequestsService({ db, clock, audit, seal }),
  };
}
