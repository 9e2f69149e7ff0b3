import type { Database } from '../../db/connection.ts';
import type { Finder } from '../../lib/pick.ts';
import type { Clock } from '../../lib/clock.ts';
import type { PrepareEnrolment } from '../invitations/join-service.ts';
import type { Audit } from '../audit/audit.ts';
import type { LearningPaths } from '../courses/learning-paths.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { cohortMembersService } from './cohort-members-service.ts';
import { cohortService } from './cohort-service.ts';
import { coursesOfPerson } from './courses-of-person.ts';
import { stepDone, type IssueCertificate } from './finish.ts';
import { enrolmentReads, enrolmentRepository } from './repository.ts';
import { enrolmentService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  paths: LearningPaths;
  issueCertificate: IssueCertificate;
  find: { institutions: Finder; courses: Finder };
}

export function enrolmentServices({
  database: { db, reads },
  clock,
  audit,
  versions,
  paths,
  issueCertificate,
  find,
}: Needs) {
  const enrolments = enrolmentReads(reads);
  const onStepDone = stepDone({ versions, clock, issue: issueCertificate });
  const enrolment = enrolmentService({ db, clock, versions, paths, enrolments, onStepDone });
  const { enrolPerson } = enrolment;
  const prepareEnrolment: PrepareEnrolment = async (courseId) => {
    const version = (await versions.allCurrent()).find((one) => one.courseId === courseId);
    return async (trx, who) => {
      if (version === undefined) return;
      await enrolPerson(trx, { ...who, version });
      if (who.cohortId === null) return;
      await enrolmentRepository(trx).enterCohort(who.personId, courseId, who.cohortId);
    };
  };
  return {
    enrolments,
    enrolment,
    prepareEnrolment,
    onStepDone,
    coursesOfPerson: coursesOfPerson({ reads, versions }),
    cohorts: cohortService({ db, clock, audit, find }),
    cohortMembers: cohortMembersService({ db, audit, versions, enrolPerson }),
  };
}
