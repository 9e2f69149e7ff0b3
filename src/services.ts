import { randomInt } from 'node:crypto';
import type { Config } from './config.ts';
import type { Database } from './db/connection.ts';
import { isControllerNamed } from './features/accounts/settings.ts';
import { accountServices } from './features/accounts/wiring.ts';
import type { Random } from './features/assessment/draw.ts';
import { shownItem } from './features/assessment/shown-item.ts';
import { quizTrials } from './features/assessment/trial.ts';
import { assessmentServices } from './features/assessment/wiring.ts';
import { auditServices } from './features/audit/wiring.ts';
import { bankServices } from './features/bank/wiring.ts';
import { externalCertificateService } from './features/certificates/external-service.ts';
import { briefServices } from './features/briefs/wiring.ts';
import { certificateServices } from './features/certificates/wiring.ts';
import { readReformedLaws, readSupport } from './features/content/reference-lists.ts';
import { contentServices } from './features/content/wiring.ts';
import { courseServices } from './features/courses/wiring.ts';
import { enrolmentServices } from './features/enrolment/wiring.ts';
import { currentLines } from './features/frameworks/lines.ts';
import { frameworkServices } from './features/frameworks/wiring.ts';
import { guideServices } from './features/guides/wiring.ts';
import { institutionServices } from './features/institutions/wiring.ts';
import { invitationServices } from './features/invitations/wiring.ts';
import { lessonServices } from './features/lessons/wiring.ts';
import { tellPerson } from './features/messages/notices.ts';
import { messageServices } from './features/messages/wiring.ts';
import { peopleServices } from './features/people/wiring.ts';
import { may, mayAnywhere, nowhere } from './features/permissions/policy.ts';
import { permissionServices } from './features/permissions/wiring.ts';
import { placeServices } from './features/places/wiring.ts';
import { privacyServices } from './features/privacy/wiring.ts';
import { recoveryServices } from './features/recovery/wiring.ts';
import { lastClosedMonth } from './features/reports/period.ts';
import { hideSmallCounts } from './features/reports/small-counts.ts';
import { reportServices } from './features/reports/wiring.ts';
import { disclosedAnswer } from './features/results/disclosed-answer.ts';
import { resultServices } from './features/results/wiring.ts';
import { rosterServices } from './features/rosters/wiring.ts';
import { roundtableServices } from './features/roundtables/wiring.ts';
import { signInServices } from './features/sign-in/wiring.ts';
import { bankFiles } from './features/studio/bank-files.ts';
import { banksPart } from './features/studio/banks-part.ts';
import type { TeachingPart } from './features/studio/home.ts';
import { snapshotServices } from './features/snapshots/wiring.ts';
import { studioServices } from './features/studio/wiring.ts';
import { peopleWho } from './http/access.ts';
import { authentication } from './http/authenticate.ts';
import { uploads } from './http/uploads.ts';
import type { Clock } from './lib/clock.ts';
import { sealer } from './lib/sealed.ts';
import { openLimits } from './limits.ts';
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

/** Joins the features: each makes its own services, and gets here what it needs of the others. */
export async function createServices({
  config: { baseUrl, exitUrl, dataDir, smtpUrl, openRegistration },
  secrets: { dataKey, sessionSecret },
  database,
  clock,
  random = (below) => randomInt(below),
}: Parts) {
  const { db, dialect, reads } = database;
  const limits = await openLimits(db, dialect.engine);
  const { audit, recordRefusal, sealLog } = auditServices({
    database,
    clock,
    limit: limits.refusedActs,
  });
  const ground = { database, clock, audit, seal: sealer(dataKey) };

  const places = placeServices({ db, reads, clock, audit, readSupport: () => readSupport(reads) });
  const institutions = institutionServices({
    ...ground,
    mayManage: (actor, place) => may(actor, 'institutions.manage', { ...nowhere, ...place }),
    findMunicipalities: places.findMunicipalities,
  });
  const courses = courseServices({ reads, clock });
  const find = {
    institutions: institutions.findInstitutions,
    municipalities: places.findMunicipalities,
    networks: institutions.findNetworks,
    courses: courses.findCourses,
  };
  const certificates = certificateServices({ ...ground, ...courses, baseUrl });
  const tell = tellPerson(clock);
  const enrolment = enrolmentServices({
    ...ground,
    ...courses,
    ...certificates,
    tell,
    find,
  });
  const accounts = accountServices({
    ...ground,
    baseUrl,
    smtpUrl,
    onBirthYear: enrolment.onBirthYear,
  });
  /** What features show on the home of whoever teaches, in this order. */
  const teachingParts: TeachingPart[] = [banksPart];
  const bank = bankServices({ ...ground, dataDir, outside: bankFiles, showItem: shownItem });
  const learning = { ...ground, ...courses, ...enrolment };
  const assessment = assessmentServices({
    ...learning,
    random,
    certificateOf: (enrolmentId) => certificates.certificates.currentOf(enrolmentId),
  });

  const messages = messageServices({
    ...learning,
    baseUrl,
    mail: accounts.mail,
    disclosedAnswer: disclosedAnswer(assessment.excuseItem),
  });
  const results = resultServices({
    ...learning,
    ...assessment,
    answerMarks: (readerId, owned) => messages.disclosures.answerMarks(readerId, owned),
    unnamed: { hide: hideSmallCounts, before: () => lastClosedMonth(clock()).before },
  });
  teachingParts.push(results.resultRooms, messages.messageRooms);

  const studio = studioServices({
    ...ground,
    ...courses,
    ...bank,
    dataDir,
    teachingParts,
    frameworkLines: () => currentLines(db),
  });

  const reported = reportServices({
    ...ground,
    find,
    tell,
    ...courses,
    alerts: {
      staleLines: async () => (await places.supportLines.stale()).length,
      isControllerNamed: async () => isControllerNamed(await accounts.settings.read()),
    },
  });

  const framed = frameworkServices({ ...ground, ...courses, ...reported });
  const tables = roundtableServices({ ...ground, ...places });

  return {
    ...ground,
    baseUrl,
    exitUrl,
    dataDir,
    openRegistration,
    sessionSecret,
    limits,
    uploads: uploads(dataDir),
    recordRefusal,
    sealLog,
    authentication: authentication(accounts.checkPassword),
    managesInstitutions: peopleWho('institutions.manage', (actor) =>
      mayAnywhere(actor, 'institutions.manage'),
    ),
    ...places,
    ...institutions,
    ...permissionServices({ ...ground, find }),
    ...accounts,
    ...signInServices({ ...ground, baseUrl, notes: limits.throttleNotes }),
    ...recoveryServices({ ...ground, mail: accounts.mail, baseUrl }),
    ...invitationServices({
      ...ground,
      ...places,
      ...courses,
      ...enrolment,
      notices: accounts.notices,
    }),
    ...peopleServices({ ...ground, ...enrolment }),
    ...courses,
    ...contentServices({ ...ground, dataDir }),
    ...bank,
    ...studio,
    quizTrials: quizTrials({ drafts: studio.drafts, clock }),
    ...enrolment,
    ...lessonServices({ ...learning, readLaws: () => readReformedLaws(reads) }),
    ...assessment,
    ...results,
    ...messages,
    ...certificates,
    ...guideServices({ ...courses, ...enrolment }),
    externalCertificates: externalCertificateService({
      ...ground,
      db,
      find,
      lookThrough: assessment.lookThrough,
    }),
    ...privacyServices({ ...ground, settings: accounts.settings, find }),
    ...rosterServices({
      ...learning,
      registerNetwork: (actor, { name, cvegeo }) =>
        institutions.networks.add(actor, {
          nombre: name,
          municipio: cvegeo,
          clase: 'mucpaz',
          estatus: 'formación',
        }),
    }),
    ...reported,
    ...framed,
    ...tables,
    ...snapshotServices({ ...ground, ...reported, ...framed, ...tables }),
    ...briefServices({ ...ground, ...reported, ...tables }),
  };
}
