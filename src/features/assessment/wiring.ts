import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import { pendingKeys } from '../../lib/pending-key.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { attemptPages, type CertificateOf } from './attempt-pages.ts';
import { attemptService } from './attempt-service.ts';
import type { Random } from './draw.ts';
import { examiningApart } from './formats/examine-apart.ts';
import { excuseItem, gradeItem } from './grading.ts';
import { handInService } from './hand-in-service.ts';
import { quizService } from './quiz-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  seal: Sealer;
  random: Random;
  versions: CourseVersions;
  onStepDone: OnStepDone;
  certificateOf: CertificateOf;
}

export function assessmentServices({
  database,
  clock,
  seal,
  random,
  versions,
  onStepDone,
  certificateOf,
}: Needs) {
  const { db, reads, grouped } = database;
  const attempts = attemptService({ db, grouped, clock, onStepDone, versions });
  const examine = examiningApart();
  return {
    /** For files of other features too: one process looks through all that people hand in. */
    lookThrough: examine,
    attempts,
    handIn: handInService({ database, clock, examine }),
    gradeItem: gradeItem({ clock, onStepDone }),
    excuseItem: excuseItem({ clock, onStepDone }),
    attemptPages: attemptPages({ reads, clock, versions, attempts, certificateOf }),
    quizzes: quizService({ database, clock, versions, attempts, random }),
    pendingKeys: pendingKeys(seal),
  };
}
