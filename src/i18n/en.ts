import { account } from './en/account.ts';
import { accounts } from './en/accounts.ts';
import { admin } from './en/admin.ts';
import { assessment } from './en/assessment.ts';
import { auditActs } from './en/audit-acts.ts';
import { auditDetails } from './en/audit-details.ts';
import { bank } from './en/bank.ts';
import { briefs } from './en/briefs.ts';
import { certificates } from './en/certificates.ts';
import { common } from './en/common.ts';
import { content } from './en/content.ts';
import { contentStyle } from './en/content-style.ts';
import { courseWriting } from './en/course-writing.ts';
import { evaluations } from './en/evaluations.ts';
import { figures } from './en/figures.ts';
import { files } from './en/files.ts';
import { formats } from './en/formats.ts';
import { frame } from './en/frame.ts';
import { frameworks } from './en/frameworks.ts';
import { join } from './en/join.ts';
import { cohortDoor } from './en/cohort-door.ts';
import { cohorts } from './en/cohorts.ts';
import { institutions } from './en/institutions.ts';
import { institutionTable } from './en/institution-table.ts';
import { help } from './en/help.ts';
import { itemAudio } from './en/item-audio.ts';
import { learning } from './en/learning.ts';
import { messages } from './en/messages.ts';
import { needs } from './en/needs.ts';
import { operations } from './en/operations.ts';
import { passkeys } from './en/passkeys.ts';
import { places } from './en/places.ts';
import { privacy } from './en/privacy.ts';
import { recovery } from './en/recovery.ts';
import { reports } from './en/reports.ts';
import { results } from './en/results.ts';
import { ranks } from './en/ranks.ts';
import { rosters } from './en/rosters.ts';
import { roundtables } from './en/roundtables.ts';
import { rights } from './en/rights.ts';
import { ownData } from './en/own-data.ts';
import { schedules } from './en/schedules.ts';
import { secondFactor } from './en/second-factor.ts';
import { snapshots } from './en/snapshots.ts';
import { studio } from './en/studio.ts';
import { steps } from './en/steps.ts';
import { uploads } from './en/uploads.ts';

/** The same sentences in English. */
export const en = {
  ...common,
  ...evaluations,
  ...figures,
  ...files,
  ...formats,
  ...frame,
  ...frameworks,
  ...account,
  ...accounts,
  ...admin,
  ...assessment,
  ...auditActs,
  ...auditDetails,
  ...bank,
  ...briefs,
  ...certificates,
  ...join,
  ...content,
  ...contentStyle,
  ...courseWriting,
  ...cohortDoor,
  ...cohorts,
  ...institutions,
  ...institutionTable,
  ...help,
  ...itemAudio,
  ...learning,
  ...messages,
  ...needs,
  ...operations,
  ...passkeys,
  ...places,
  ...privacy,
  ...recovery,
  ...reports,
  ...results,
  ...ranks,
  ...rosters,
  ...roundtables,
  ...rights,
  ...ownData,
  ...schedules,
  ...secondFactor,
  ...snapshots,
  ...studio,
  ...steps,
  ...uploads,
} as const;
