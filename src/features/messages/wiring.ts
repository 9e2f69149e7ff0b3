import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { MailService } from '../accounts/mail.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { EnrolmentReads } from '../enrolment/repository.ts';
import { announcementService } from './announcement-service.ts';
import { askingService } from './asking-service.ts';
import { digestService } from './digest.ts';
import { disclosedMessage } from './disclosed-message.ts';
import { disclosureService, type DisclosedText } from './disclosure-service.ts';
import { mailingService } from './mailing-service.ts';
import { messageRooms } from './rooms.ts';
import { threadService } from './thread-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  /** Texts that people hand in to be graded by hand, as ones that may hold a disclosure. */
  disclosedAnswer: DisclosedText;
  versions: CourseVersions;
  enrolments: EnrolmentReads;
  mail: MailService;
  baseUrl: string;
}

export function messageServices({
  database,
  clock,
  audit,
  seal,
  versions,
  enrolments,
  mail,
  baseUrl,
  disclosedAnswer: answer,
}: Needs) {
  const { db } = database;
  const threads = threadService({ db, clock, seal, audit, versions });
  return {
    asking: askingService({ db, clock, seal, versions, enrolments }),
    threads,
    messageRooms: messageRooms({ threads }),
    mailings: mailingService({ db, clock, seal, audit }),
    announcements: announcementService({ db, clock, audit }),
    disclosures: disclosureService({
      db,
      clock,
      audit,
      texts: { message: disclosedMessage, answer },
    }),
    digests: digestService({ db, clock, seal, mail, baseUrl }),
  };
}
