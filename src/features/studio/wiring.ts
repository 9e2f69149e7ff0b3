import type { Database } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { BankPicks } from '../bank/picks.ts';
import { bankQuestions } from './bank-questions.ts';
import { draftService } from './draft-service.ts';
import { understandingApart } from './formats/understand-apart.ts';
import { keepUpload } from './keep-upload.ts';
import { fileService } from './file-service.ts';
import { teachingHome, type TeachingPart } from './home.ts';
import { glossaryService } from './glossary-service.ts';
import { lessonService, type FrameworkLines } from './lesson-service.ts';
import { newerQuestions } from './newer-questions.ts';
import { objectiveService } from './objective-service.ts';
import { outlineService } from './outline-service.ts';
import { packageImport } from './package-import.ts';
import { pasteService } from './paste-service.ts';
import { publishService } from './publish-service.ts';
import { questionService } from './question-service.ts';
import { quizService } from './quiz-service.ts';
import { stagedUploads } from './staged-uploads.ts';
import { settingsService } from './settings-service.ts';
import { versionQueries } from './version-queries.ts';
import { versionsService } from './versions-service.ts';

interface Needs {
  database: Database;
  clock: Clock;
  audit: Audit;
  dataDir: string;
  versions: CourseVersions;
  bankPicks: BankPicks;
  /** What other features show on the home of whoever teaches, in this order. */
  teachingParts: readonly TeachingPart[];
  frameworkLines: FrameworkLines;
}

export function studioServices({
  database: { db },
  clock,
  audit,
  dataDir,
  versions,
  bankPicks: picks,
  teachingParts,
  frameworkLines,
}: Needs) {
  const drafts = draftService({ db, clock, audit, dataDir });
  const staged = stagedUploads({ dataDir, clock, understand: understandingApart() });
  const keeping = keepUpload({ db, dataDir, drafts, staged });
  return {
    stagedUploads: staged,
    keepUpload: keeping,
    ...packageImport({ db, clock, audit, dataDir, versions, keepUpload: keeping }),
    drafts,
    bankQuestions: bankQuestions({ clock, drafts, picks }),
    newer: newerQuestions({ clock, drafts, picks }),
    evaluations: quizService({ drafts }),
    questions: questionService({ drafts }),
    pasting: pasteService({ drafts }),
    lessonEditing: lessonService({ drafts, frameworkLines }),
    outlines: outlineService({ drafts }),
    objectives: objectiveService({ drafts }),
    glossaries: glossaryService({ drafts }),
    courseSettings: settingsService({ drafts }),
    courseFiles: fileService({ db, dataDir, drafts }),
    versionsOfCourses: versionsService({ db, clock, audit, dataDir, drafts }),
    publishing: publishService({ db, clock, audit, versions, drafts }),
    teachingHome: teachingHome({ drafts, queries: versionQueries(db), parts: teachingParts }),
  };
}
