import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { NoticeService } from '../accounts/notice-service.ts';
import type { Audit } from '../audit/audit.ts';
import type { MunicipalityReads } from '../places/queries.ts';
import type { State } from '../places/states.ts';
import { firstAdministratorService } from './first-administrator-service.ts';
import { invitationAcceptance } from './invitation-acceptance.ts';
import { invitationCodes } from './invitation-codes.ts';
import { serverInvitations } from './invitation-issuing.ts';
import { invitationsService, type CourseChoices } from './invitations-service.ts';
import { joinService, type PrepareEnrolment } from './join-service.ts';
import { openInvitations } from './open-invitations.ts';
import { registrationService } from './registration-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  notices: NoticeService;
  states: () => Promise<State[]>;
  municipalities: MunicipalityReads;
  openCourses: CourseChoices;
  prepareEnrolment: PrepareEnrolment;
}

export function invitationServices({
  database: { db, reads },
  clock,
  audit,
  seal,
  notices,
  states,
  municipalities,
  openCourses: courses,
  prepareEnrolment: enrolment,
}: Needs) {
  const own = { db, clock, audit };
  const codes = invitationCodes(seal.derive('typed codes of invitations'));
  const invitations = invitationsService({ ...own, seal, codes, municipalities, courses });
  const opened = openInvitations({ db, reads, clock, codes });
  return {
    invitations,
    inviteFromServer: serverInvitations({ ...own, codes }),
    join: joinService({
      ...own,
      ...{ notices, municipalities, states, courses, enrolment },
      invitations: opened,
    }),
    acceptance: invitationAcceptance({ ...own, invitations: opened, courses, enrolment }),
    registration: registrationService({ ...own, seal, invitations }),
    firstAdministrator: firstAdministratorService(own),
  };
}
