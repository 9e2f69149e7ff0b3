import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { AttemptPages } from '../assessment/attempt-pages.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { extraAttemptService } from './extra-attempt-service.ts';
import { gradebookService } from './gradebook-service.ts';
import { reviewService } from './review-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  attemptPages: AttemptPages;
}

export function resultServices({ database, clock, audit, versions, attemptPages }: Needs) {
  const { db } = database;
  const extraAttempts = extraAttemptService({ db, clock, audit });
  return {
    gradebooks: gradebookService({ database, audit, versions }),
    reviews: reviewService({ db, attemptPages, audit, extraAttempts }),
  };
}
