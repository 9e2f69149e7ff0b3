import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { EnrolmentReads } from '../enrolment/repository.ts';
import { announcementService } from './announcement-service.ts';
import { askingService } from './asking-service.ts';
import { mailingService } from './mailing-service.ts';
import { threadService } from './thread-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  versions: CourseVersions;
  enrolments: EnrolmentReads;
}

export const messageServices = ({
  database: { db },
  clock,
  audit,
  seal,
  versions,
  enrolments,
}: Needs) => ({
  asking: askingService({ db, clock, seal, versions, enrolments }),
  threads: threadService({ db, clock, seal, audit, versions }),
  mailings: mailingService({ db, clock, seal, audit }),
  announcements: announcementService({ db, clock, audit }),
});
