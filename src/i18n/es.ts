import { account } from './es/account.ts';
import { accounts } from './es/accounts.ts';
import { admin } from './es/admin.ts';
import { assessment } from './es/assessment.ts';
import { auditActs } from './es/audit-acts.ts';
import { auditDetails } from './es/audit-details.ts';
import { bank } from './es/bank.ts';
import { briefs } from './es/briefs.ts';
import { certificates } from './es/certificates.ts';
import { common } from './es/common.ts';
import { content } from './es/content.ts';
import { contentStyle } from './es/content-style.ts';
import { courseWriting } from './es/course-writing.ts';
import { evaluations } from './es/evaluations.ts';
import { figures } from './es/figures.ts';
import { files } from './es/files.ts';
import { formats } from './es/formats.ts';
import { frame } from './es/frame.ts';
import { frameworks } from './es/frameworks.ts';
import { join } from './es/join.ts';
import { cohortDoor } from './es/cohort-door.ts';
import { cohorts } from './es/cohorts.ts';
import { institutions } from './es/institutions.ts';
import { institutionTable } from './es/institution-table.ts';
import { help } from './es/help.ts';
import { itemAudio } from './es/item-audio.ts';
import { learning } from './es/learning.ts';
import { messages } from './es/messages.ts';
import { needs } from './es/needs.ts';
import { operations } from './es/operations.ts';
import { passkeys } from './es/passkeys.ts';
import { places } from './es/places.ts';
import { privacy } from './es/privacy.ts';
import { recovery } from './es/recovery.ts';
import { reports } from './es/reports.ts';
import { results } from './es/results.ts';
import { ranks } from './es/ranks.ts';
import { rosters } from './es/rosters.ts';
import { roundtables } from './es/roundtables.ts';
import { rights } from './es/rights.ts';
import { ownData } from './es/own-data.ts';
import { schedules } from './es/schedules.ts';
import { secondFactor } from './es/second-factor.ts';
import { snapshots } from './es/snapshots.ts';
import { studio } from './es/studio.ts';
import { steps } from './es/steps.ts';
import { uploads } from './es/uploads.ts';

/** Every sentence of the interface in Mexican Spanish, the language it is thought in. */
export const es = {
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
