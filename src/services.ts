import { randomInt } from 'node:crypto';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import { auditWriter } from './features/audit/audit.ts';
import { accountClosing } from './features/accounts/account-closing.ts';
import { accountService } from './features/accounts/account-service.ts';
import { optionalQuestionsService } from './features/accounts/optional-questions-service.ts';
import { grantsService } from './features/accounts/grants-service.ts';
import { peopleService } from './features/accounts/people-service.ts';
import { protectService } from './features/accounts/protect-service.ts';
import { may, mayAnywhere, nowhere } from './features/accounts/policy.ts';
import { mailService, smtpTransport } from './features/accounts/mail.ts';
import { recoveryLinks } from './features/accounts/recovery-links.ts';
import { recoveryRequestsService } from './features/accounts/recovery-requests-service.ts';
import { recoveryService } from './features/accounts/recovery-service.ts';
import { firstAdministratorService } from './features/accounts/first-administrator-service.ts';
import { invitationCodes } from './features/accounts/invitation-codes.ts';
import { serverInvitations } from './features/accounts/invitation-issuing.ts';
import { invitationsService } from './features/accounts/invitations-service.ts';
import { joinService } from './features/accounts/join-service.ts';
import { noticeService } from './features/accounts/notice-service.ts';
import { readNotices } from './features/accounts/notices.ts';
import { passwordProof } from './features/accounts/recent-password.ts';
import { registrationService } from './features/accounts/registration-service.ts';
import { sessionListService } from './features/accounts/session-list-service.ts';
import { sessionRepository } from './features/accounts/session-repository.ts';
import { isControllerNamed, settingsService } from './features/accounts/settings.ts';
import { passwordCheck } from './features/accounts/sign-in.ts';
import { certificateAdministration } from './features/certificates/administration.ts';
import { certificateCheck } from './features/certificates/check.ts';
import { certificateIssuer } from './features/certificates/issue.ts';
import { certificateService } from './features/certificates/service.ts';
import { mediaService } from './features/content/media.ts';
import { readSupport } from './features/content/reference-lists.ts';
import { contentSync } from './features/content/sync.ts';
import { institutionChoices, networkChoices } from './features/institutions/choices.ts';
import { networkQueries } from './features/institutions/network-queries.ts';
import { networkService } from './features/institutions/network-service.ts';
import { institutionQueries } from './features/institutions/queries.ts';
import { institutionService, type MayManage } from './features/institutions/service.ts';
import { municipalityChoices } from './features/places/choices.ts';
import { states } from './features/places/states.ts';
import { peopleWho } from './http/access.ts';
import { courseChoices } from './features/courses/choices.ts';
import { cohortMembersService } from './features/enrolment/cohort-members-service.ts';
import { cohortService } from './features/enrolment/cohort-service.ts';
import { coursesOfPerson } from './features/enrolment/courses-of-person.ts';
import { catalogueService } from './features/courses/catalogue.ts';
import { learningPaths } from './features/courses/learning-paths.ts';
import { courseVersions } from './features/courses/repository.ts';
import { stepDone } from './features/enrolment/finish.ts';
import { learningQueries } from './features/enrolment/queries.ts';
import { enrolmentReads } from './features/enrolment/repository.ts';
import { enrolmentService } from './features/enrolment/service.ts';
import { myLearning } from './features/lessons/my-learning.ts';
import { refusedActs } from './features/audit/refused-acts.ts';
import { auditLogService } from './features/reports/audit-log-service.ts';
import { homeService } from './features/reports/home.ts';
import { namesService } from './features/reports/names-service.ts';
import { reportService } from './features/reports/service.ts';
import { lessonService } from './features/lessons/service.ts';
import { supportLines } from './features/places/support-lines.ts';
import { attemptPages } from './features/assessment/attempt-pages.ts';
import { attemptService } from './features/assessment/attempt-service.ts';
import type { Random } from './features/assessment/draw.ts';
import { pendingKeys } from './lib/pending-key.ts';
import { quizService } from './features/assessment/quiz-service.ts';
import { municipalityReads } from './features/places/queries.ts';
import { authentication } from './http/authenticate.ts';
import { rateLimit } from './http/rate-limit.ts';
import type { Actor } from './lib/actor.ts';
import type { Clock } from './lib/clock.ts';
import type { Language } from './lib/localized.ts';
import { sealer } from './lib/sealed.ts';
import type { Secrets } from './secrets.ts';

/** Everything the routes need, wired once: the only place where the parts meet. */
export type Services = Awaited<ReturnType<typeof createServices>>;

/** What services are made from. */
export interface Parts {
  config: Config;
  secrets: Secrets;
  database: Database;
  clock: Clock;
  /** Where quizzes draw from; tests bring their own. */
  random?: Random;
}

export async function createServices({
  config,
  secrets,
  database,
  clock,
  random = (below) => randomInt(below),
}: Parts) {
  const { db, dialect, reads } = database;
  const audit = auditWriter(clock, dialect.engine);
  const seal = sealer(secrets.dataKey);
  const proof = passwordProof({ db, clock });
  const find = {
    institutions: institutionChoices(reads),
    municipalities: municipalityChoices(reads),
    networks: networkChoices(reads),
    courses: courseChoices(reads),
  };
  const mayManage: MayManage = (actor, place) =>
    may(actor, 'institutions.manage', { ...nowhere, ...place });
  const versions = courseVersions(reads);
  const paths = learningPaths({ reads, clock });
  const enrolments = enrolmentReads(reads);
  const certificates = certificateService({ reads, clock, baseUrl: config.baseUrl });
  const issue = certificateIssuer({ clock, versions });
  const onStepDone = stepDone({ versions, clock, issue });
  const { smtpUrl, baseUrl } = config;
  const transport = smtpUrl === undefined ? null : smtpTransport(smtpUrl, baseUrl);
  const mail = mailService({ db, clock, seal, transport });
  const attempts = attemptService({ db, clock, onStepDone });
  const notices = noticeService({ db, reads, clock, notices: readNotices() });
  const codes = invitationCodes(seal.derive('typed codes of invitations'));
  const municipalities = municipalityReads(reads);
  const allStates = states(reads);
  const enrolment = enrolmentService({ db, clock, versions, paths, enrolments });
  const invitations = invitationsService({
    db,
    clock,
    audit,
    seal,
    codes,
    municipalities,
    courses: async () =>
      (await versions.allCurrent()).map(({ courseId, document: { title, audiences } }) => ({
        courseId,
        title,
        audiences,
      })),
  });
  const settings = settingsService({ db, reads, clock, audit });
  const reports = reportService({ db, reads, clock, audit });
  const lines = supportLines({ read: () => readSupport(reads), clock });
  return {
    database,
    clock,
    audit,
    seal,
    baseUrl: config.baseUrl,
    exitUrl: config.exitUrl,
    dataDir: config.dataDir,
    openRegistration: config.openRegistration,
    sessionSecret: secrets.sessionSecret,
    sessionRows: sessionRepository(db, reads),
    media: mediaService({ reads, dataDir: config.dataDir }),
    certificates,
    certificateCheck: certificateCheck({ reads, clock }),
    certificateAdministration: certificateAdministration({ db, reads, clock, audit }),
    content: contentSync({ database, clock, dataDir: config.dataDir }),
    versions,
    onStepDone,
    catalogue: catalogueService({ versions, paths }),
    enrolment,
    cohorts: cohortService({ db, clock, audit, find }),
    cohortMembers: cohortMembersService({
      db,
      audit,
      versions,
      enrolPerson: enrolment.enrolPerson,
    }),
    lessons: lessonService({ db, clock, versions, enrolments, onStepDone }),
    myLearning: myLearning({ learning: learningQueries(reads), versions }),
    certificatesOf: (personId: string, language: Language) =>
      certificates.named(personId, language),
    supportLines: lines,
    authentication: authentication(passwordCheck(db)),
    proof,
    account: accountService({ db, reads, clock, audit, seal, proof }),
    closeAccount: accountClosing({ db, clock, audit, proof }),
    optionalQuestions: optionalQuestionsService({ db, reads, clock, audit, seal }),
    sessionList: sessionListService({ db, reads, clock, audit }),
    states: allStates,
    notices,
    settings,
    invitations,
    inviteFromServer: serverInvitations({ db, clock, audit, codes }),
    join: joinService({
      db,
      reads,
      clock,
      audit,
      codes,
      notices,
      municipalities,
      states: allStates,
      enrolment: async (courseId) => {
        const version = (await versions.allCurrent()).find((one) => one.courseId === courseId);
        return async (trx, who) => {
          if (version !== undefined) await enrolment.enrolPerson(trx, { ...who, version });
        };
      },
    }),
    registration: registrationService({ db, clock, audit, seal, invitations }),
    firstAdministrator: firstAdministratorService({ db, clock, audit }),
    managesInstitutions: peopleWho('institutions.manage', (actor) =>
      mayAnywhere(actor, 'institutions.manage'),
    ),
    institutions: institutionService({
      db,
      audit,
      find,
      mayManage,
      queries: institutionQueries(reads),
    }),
    people: peopleService({ db, audit, coursesOf: coursesOfPerson({ reads, versions }) }),
    protect: protectService({ db, clock, audit }),
    grants: grantsService({ db, clock, audit, find }),
    networks: networkService({ db, audit, find, mayManage, queries: networkQueries(reads) }),
    mail,
    mailOn: mail.isOn,
    recovery: recoveryService({ db, reads, clock, audit, seal }),
    recoveryLinks: recoveryLinks({ db, clock, audit, seal, mail, baseUrl }),
    recoveryRequests: recoveryRequestsService({ db, clock, audit, seal }),
    attempts,
    attemptPages: attemptPages({
      reads,
      clock,
      versions,
      attempts,
      certificateOf: (enrolmentId) => certificates.currentOf(enrolmentId),
    }),
    quizzes: quizService({ database, clock, versions, attempts, random }),
    pendingKeys: pendingKeys(seal),
    reports,
    names: namesService({ db, reads, audit, reports }),
    auditLog: auditLogService({ db, reads }),
    home: homeService({
      staleLines: async () => (await lines.stale()).length,
      isControllerNamed: async () => isControllerNamed(await settings.read()),
    }),
    recordRefusal: refusedActs({
      db,
      audit,
      limit: await rateLimit(db, dialect.engine, {
        name: 'refused-acts',
        points: 60,
        seconds: 3600,
      }),
    }),
    actorOf: (actor: Actor | null): Actor | null => actor,
    limits: {
      unknownCodes: await rateLimit(db, dialect.engine, {
        name: 'check-unknown',
        points: 60,
        seconds: 900,
      }),
      surnamesByNetwork: await rateLimit(db, dialect.engine, {
        name: 'surname-network',
        points: 30,
        seconds: 3600,
      }),
      surnamesByCertificate: await rateLimit(db, dialect.engine, {
        name: 'surname-certificate',
        points: 10,
        seconds: 3600,
      }),
      certificatePdf: await rateLimit(db, dialect.engine, {
        name: 'certificate-pdf',
        points: 30,
        seconds: 600,
      }),
      codesByNetwork: await rateLimit(db, dialect.engine, {
        name: 'codes',
        points: 60,
        seconds: 900,
      }),
      registrationsByNetwork: await rateLimit(db, dialect.engine, {
        name: 'registrations',
        points: 10,
        seconds: 3600,
      }),
      passwordChecks: await rateLimit(db, dialect.engine, {
        name: 'own-password',
        points: 10,
        seconds: 900,
      }),
      recoverByAccount: await rateLimit(db, dialect.engine, {
        name: 'recover-account',
        points: 10,
        seconds: 900,
      }),
      recoverByNetwork: await rateLimit(db, dialect.engine, {
        name: 'recover-network',
        points: 50,
        seconds: 900,
      }),
      mailByAccount: await rateLimit(db, dialect.engine, {
        name: 'mail-account',
        points: 3,
        seconds: 3600,
      }),
      mailByNetwork: await rateLimit(db, dialect.engine, {
        name: 'mail-network',
        points: 30,
        seconds: 3600,
      }),
      recoveryAsks: await rateLimit(db, dialect.engine, {
        name: 'recovery-asks',
        points: 30,
        seconds: 3600,
      }),
      usernameChanges: await rateLimit(db, dialect.engine, {
        name: 'username-change',
        points: 10,
        seconds: 3600,
      }),
      signInByAccount: await rateLimit(db, dialect.engine, {
        name: 'in-account',
        points: 10,
        seconds: 900,
      }),
      signInByNetwork: await rateLimit(db, dialect.engine, {
        name: 'in-network',
        points: 100,
        seconds: 900,
      }),
    },
  };
}
