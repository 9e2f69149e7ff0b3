import type { Database, Db } from '../../db/connection.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PrepareEnrolment } from '../invitations/join-service.ts';
import type { Audit } from '../audit/audit.ts';
import type { LearningPaths } from '../courses/learning-paths.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { keepAgeGroups } from './age-group.ts';
import { cohortDecisionsService } from './cohort-decisions-service.ts';
import { cohortDoorService } from './cohort-door-service.ts';
import { cohortMembersService } from './cohort-members-service.ts';
import { cohortPlaces } from './cohort-places.ts';
import { cohortService } from './cohort-service.ts';
import { coursesOfPerson } from './courses-of-person.ts';
import { enrolling } from './enrolling.ts';
import { stepDone, type IssueCertificate } from './finish.ts';
import { enrolmentReads, enrolmentRepository } from './repository.ts';
import { extensionService } from './extension-service.ts';
import { freedPlaces } from './freed-places.ts';
import type { TellPerson } from './notices.ts';
import { ruleService } from './rule-service.ts';
import { enrolmentService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  seal: Sealer;
  versions: CourseVersions;
  paths: LearningPaths;
  issueCertificate: IssueCertificate;
  tell: TellPerson;
  find: { institutions: Finder; courses: Finder; municipalities: Finder; networks: Finder };
}

export function enrolmentServices({
  database: { db, reads },
  clock,
  audit,
  seal,
  versions,
  paths,
  issueCertificate,
  tell,
  find,
}: Needs) {
  const enrolments = enrolmentReads(reads);
  const onStepDone = stepDone({ versions, clock, issue: issueCertificate });
  const { enrolPerson, enrolMany } = enrolling({ clock, seal, onStepDone });
  const places = cohortPlaces({ clock, versions, enrolPerson, enrolMany, tell });
  const enrolment = enrolmentService({
    db,
    clock,
    versions,
    paths,
    enrolments,
    enrolPerson,
    freePlace: (trx, cohortId) => places.fill(trx, cohortId),
  });
  const prepareEnrolment: PrepareEnrolment = async (courseId) => {
    const version = (await versions.allCurrent()).find((one) => one.courseId === courseId);
    return async (trx, who) => {
      if (version === undefined) return;
      const known = await enrolmentRepository(trx).newest(who.personId, courseId);
      const mayEnter = who.cohortId !== null && known?.status !== 'completed';
      const cohort = mayEnter ? await places.hold(trx, who.cohortId ?? '') : null;
      if (cohort?.versionId != null) await places.take(trx, cohort, who.personId);
      // A cohort that is full, or over, keeps nobody from the course.
      await enrolPerson(trx, { personId: who.personId, version, cohortId: null });
    };
  };
  return {
    enrolments,
    enrolment,
    prepareEnrolment,
    enrolPerson,
    enrolMany,
    cohortPlaces: places,
    onStepDone,
    coursesOfPerson: coursesOfPerson({ reads, versions }),
    cohorts: cohortService({ db, clock, audit, places, find }),
    cohortMembers: cohortMembersService({ db, audit, places }),
    cohortDoor: cohortDoorService({ db, clock, seal, versions, places }),
    cohortDecisions: cohortDecisionsService({ db, clock, audit, seal, places, tell }),
    extensions: extensionService({ db, clock, audit, seal, tell }),
    cohortRule: ruleService({ db, audit, places, find }),
    onBirthYear: (trx: Db, personId: string) => keepAgeGroups(trx, seal, personId),
    fillFreedPlaces: freedPlaces({ db, places }),
  };
}
