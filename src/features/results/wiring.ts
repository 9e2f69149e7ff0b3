import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AttemptPages } from '../assessment/attempt-pages.ts';
import type { GradeItem } from '../assessment/grading.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { OnStepDone } from '../enrolment/completion.ts';
import { analysisService } from './analysis-service.ts';
import { correctionService } from './correction-service.ts';
import { extraAttemptService } from './extra-attempt-service.ts';
import { gradebookService } from './gradebook-service.ts';
import { gradingService } from './grading-service.ts';
import { heldService } from './held-service.ts';
import { needsService } from './needs-service.ts';
import type { AnswerMarks } from './protected-answers.ts';
import { reviewService } from './review-service.ts';
import { teachingRooms } from './rooms.ts';
import type { Unnamed } from './unnamed.ts';
import { waitingAnswers } from './waiting-queries.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  onStepDone: OnStepDone;
  attemptPages: AttemptPages;
  gradeItem: GradeItem;
  answerMarks: AnswerMarks;
  unnamed: Unnamed;
}

export function resultServices({
  database,
  clock,
  audit,
  versions,
  onStepDone,
  attemptPages,
  gradeItem,
  answerMarks,
  unnamed,
}: Needs) {
  const { db } = database;
  const grading = gradingService({
    db,
    clock,
    audit,
    attemptPages,
    gradeItem,
    answerMarks,
    sources: [(actor, now) => waitingAnswers(db, versions, actor, now)],
  });
  const held = heldService({ db, clock, audit });
  const needs = needsService({ database, clock, versions, audit });
  const extraAttempts = extraAttemptService({ db, clock, audit });
  return {
    corrections: correctionService({ database, clock, audit, versions, onStepDone, unnamed }),
    analyses: analysisService({ database, versions, unnamed }),
    grading,
    held,
    needs,
    resultRooms: teachingRooms({ grading, held, needs }),
    gradebooks: gradebookService({ database, audit, versions }),
    reviews: reviewService({ db, attemptPages, audit, extraAttempts, answerMarks }),
  };
}
