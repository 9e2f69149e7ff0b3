import type { Database } from '../../db/connection.ts';
import type { AttemptPages } from '../assessment/attempt-pages.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import { gradebookService } from './gradebook-service.ts';
import { reviewService } from './review-service.ts';

interface Needs {
  database: Database;
  audit: Audit;
  versions: CourseVersions;
  attemptPages: AttemptPages;
}

export function resultServices({ database, audit, versions, attemptPages }: Needs) {
  return {
    gradebooks: gradebookService({ database, audit, versions }),
    reviews: reviewService({ db: database.db, attemptPages, audit }),
  };
}
