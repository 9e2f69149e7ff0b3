import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { learningQueries } from '../enrolment/queries.ts';
import type { EnrolmentReads } from '../enrolment/repository.ts';
import { legalRegister, type ReadLaws } from './legal-register.ts';
import { myLearning } from './my-learning.ts';
import { lessonService } from './service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  versions: CourseVersions;
  enrolments: EnrolmentReads;
  onStepDone: OnStepDone;
  readLaws: ReadLaws;
}

export const lessonServices = ({
  database: { db, reads },
  clock,
  versions,
  enrolments,
  onStepDone,
  readLaws,
}: Needs) => ({
  lessons: lessonService({ db, clock, versions, enrolments, onStepDone }),
  legalRegister: legalRegister({ read: readLaws, clock }),
  myLearning: myLearning({ learning: learningQueries(reads), versions }),
});
