import type { Database } from '../../db/connection.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Audit } from '../audit/audit.ts';
import type { MunicipalityReads } from '../places/queries.ts';
import type { State } from '../places/states.ts';
import { accountClosing } from './account-closing.ts';
import { accountService } from './account-service.ts';
import { emailConfirmation } from './email-confirmation.ts';
import { firstAdministratorService } from './first-administrator-service.ts';
import { grantsService } from './grants-service.ts';
import { invitationCodes } from './invitation-codes.ts';
import { serverInvitations } from './invitation-issuing.ts';
import { invitationsService, type CourseChoices } from './invitations-service.ts';
import { invitationAcceptance } from './invitation-acceptance.ts';
import { joinService, type PrepareEnrolment } from './join-service.ts';
import { mailService, smtpTransport } from './mail.ts';
import { noticeService } from './notice-service.ts';
import { readNotices } from './notices.ts';
import { openInvitations } from './open-invitations.ts';
import { optionalQuestionsService } from './optional-questions-service.ts';
import { peopleService, type CoursesOfPerson } from './people-service.ts';
import { protectService } from './protect-service.ts';
import { passwordProof } from './recent-password.ts';
import { recoveryLinks } from './recovery-links.ts';
import { recoveryRequestsService } from './recovery-requests-service.ts';
import { recoveryService } from './recovery-service.ts';
import { registrationService } from './registration-service.ts';
import { serverReset } from './second-factor-reset.ts';
import { secondFactorService } from './second-factor-service.ts';
import { secondStepService } from './second-step-service.ts';
import { sessionListService } from './session-list-service.ts';
import { sessionRepository } from './session-repository.ts';
import { settingsService } from './settings.ts';
import { passwordCheck } from './sign-in.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  baseUrl: string;
  smtpUrl: string | undefined;
  states: () => Promise<State[]>;
  municipalities: MunicipalityReads;
  find: { institutions: Finder; municipalities: Finder; networks: Finder; courses: Finder };
  openCourses: CourseChoices;
  prepareEnrolment: PrepareEnrolment;
  coursesOfPerson: CoursesOfPerson;
}

export function accountServices({
  database: { db, reads },
  clock,
  audit,
  seal,
  baseUrl,
  smtpUrl,
  ...ports
}: Needs) {
  const { states, municipalities, openCourses: courses, prepareEnrolment: enrolment } = ports;
  const own = { db, reads, clock, audit };
  const proof = passwordProof({ db, clock });
  const notices = noticeService({ db, reads, clock, notices: readNotices() });
  const codes = invitationCodes(seal.derive('typed codes of invitations'));
  const transport = smtpUrl === undefined ? null : smtpTransport(smtpUrl, baseUrl);
  const mail = mailService({ db, clock, seal, transport });
  const invitations = invitationsService({
    db,
    clock,
    audit,
    seal,
    codes,
    municipalities,
    courses,
  });
  const opened = openInvitations({ db, reads, clock, codes });
  return {
    checkPassword: passwordCheck(db),
    sessionRows: sessionRepository(db, reads),
    sessionList: sessionListService(own),
    secondFactor: secondFactorService({ db, clock, audit, seal }),
    resetSecondFactorFromServer: serverReset({ db, clock, audit }),
    secondStep: secondStepService({ db, clock, audit, seal }),
    proof,
    account: accountService({ ...own, seal, proof }),
    emails: emailConfirmation({ db, clock, audit, seal, mail, baseUrl }),
    closeAccount: accountClosing({ db, clock, audit, proof }),
    optionalQuestions: optionalQuestionsService({ ...own, seal }),
    mail,
    mailOn: mail.isOn,
    recovery: recoveryService({ ...own, seal }),
    recoveryLinks: recoveryLinks({ db, clock, audit, seal, mail, baseUrl }),
    recoveryRequests: recoveryRequestsService({ db, clock, audit, seal }),
    notices,
    invitations,
    inviteFromServer: serverInvitations({ db, clock, audit, codes }),
    join: joinService({
      ...{ db, clock, audit, notices, municipalities, states, enrolment },
      invitations: opened,
    }),
    acceptance: invitationAcceptance({ db, clock, audit, invitations: opened, courses, enrolment }),
    registration: registrationService({ db, clock, audit, seal, invitations }),
    firstAdministrator: firstAdministratorService({ db, clock, audit }),
    people: peopleService({ db, clock, audit, coursesOf: ports.coursesOfPerson }),
    protect: protectService({ db, clock, audit }),
    grants: grantsService({ db, clock, audit, find: ports.find }),
    settings: settingsService(own),
  };
}
