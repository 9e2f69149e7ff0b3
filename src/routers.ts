import { accountRoutes } from './features/accounts/account-routes.ts';
import { emailRoutes } from './features/accounts/email-routes.ts';
import { optionalQuestionsRoutes } from './features/accounts/optional-questions-routes.ts';
import { sessionListRoutes } from './features/accounts/session-list-routes.ts';
import { settingsRoutes } from './features/accounts/settings-routes.ts';
import { attemptRoutes } from './features/assessment/attempt-routes.ts';
import { handInRoutes } from './features/assessment/hand-in-routes.ts';
import { quizRoutes } from './features/assessment/routes.ts';
import { stepRoutes } from './features/assessment/step-routes.ts';
import { trialRoutes } from './features/assessment/trial-routes.ts';
import { exportRoutes } from './features/bank/export-routes.ts';
import { importRoutes } from './features/bank/import-routes.ts';
import { audioRoutes } from './features/bank/audio-routes.ts';
import { itemRoutes } from './features/bank/item-routes.ts';
import { bankRoutes } from './features/bank/routes.ts';
import { briefRoutes } from './features/briefs/routes.ts';
import { certificateAdministrationRoutes } from './features/certificates/administration-routes.ts';
import { certificateCheckRoutes } from './features/certificates/check-routes.ts';
import { externalCertificateRoutes } from './features/certificates/external-routes.ts';
import { certificateRoutes } from './features/certificates/routes.ts';
import { courseRoutes } from './features/courses/routes.ts';
import { cohortDecisionsRoutes } from './features/enrolment/cohort-decisions-routes.ts';
import { cohortDoorRoutes } from './features/enrolment/cohort-door-routes.ts';
import { cohortRoutes } from './features/enrolment/cohort-routes.ts';
import { extensionRoutes } from './features/enrolment/extension-routes.ts';
import { ruleRoutes } from './features/enrolment/rule-routes.ts';
import { enrolmentRoutes } from './features/enrolment/routes.ts';
import { frameworkFillingRoutes } from './features/frameworks/filling-routes.ts';
import { frameworkRoutes } from './features/frameworks/routes.ts';
import { frameworkTagRoutes } from './features/frameworks/tag-routes.ts';
import { guideRoutes } from './features/guides/routes.ts';
import { networkRoutes } from './features/institutions/network-routes.ts';
import { institutionImportRoutes } from './features/institutions/import-routes.ts';
import { rankRoutes } from './features/institutions/rank-routes.ts';
import { institutionRoutes } from './features/institutions/routes.ts';
import { acceptanceRoutes } from './features/invitations/acceptance-routes.ts';
import { firstAdministratorRoutes } from './features/invitations/first-administrator-routes.ts';
import { invitationsRoutes } from './features/invitations/invitations-routes.ts';
import { joinRoutes } from './features/invitations/join-routes.ts';
import { registrationRoutes } from './features/invitations/registration-routes.ts';
import { myLearningRoutes } from './features/lessons/my-learning-routes.ts';
import { lessonPreviewRoutes } from './features/lessons/preview-routes.ts';
import { lessonRoutes } from './features/lessons/routes.ts';
import { askingRoutes } from './features/messages/asking-routes.ts';
import { digestRoutes } from './features/messages/digest-routes.ts';
import { disclosureRoutes } from './features/messages/disclosure-routes.ts';
import { messageRoutes } from './features/messages/routes.ts';
import { writingRoutes } from './features/messages/writing-routes.ts';
import { peopleRoutes } from './features/people/people-routes.ts';
import { grantsRoutes } from './features/permissions/grants-routes.ts';
import { helpRoutes } from './features/places/routes.ts';
import { ownDataRoutes } from './features/privacy/own-data-routes.ts';
import { rightsDeskRoutes } from './features/privacy/rights-desk-routes.ts';
import { privacyRoutes } from './features/privacy/routes.ts';
import { recoveryRequestsRoutes } from './features/recovery/recovery-requests-routes.ts';
import { recoveryRoutes } from './features/recovery/recovery-routes.ts';
import { auditLogRoutes } from './features/reports/audit-log-routes.ts';
import { hoursRoutes } from './features/reports/hours-routes.ts';
import { homeRoutes } from './features/reports/home-routes.ts';
import { indicatorRoutes } from './features/reports/indicator-routes.ts';
import { namesRoutes } from './features/reports/names-routes.ts';
import { networksReportRoutes } from './features/reports/networks-routes.ts';
import { readinessRoutes } from './features/reports/readiness-routes.ts';
import { scheduleRoutes } from './features/reports/schedule-routes.ts';
import { reportRoutes } from './features/reports/routes.ts';
import { gradebookRoutes } from './features/results/gradebook-routes.ts';
import { correctionRoutes } from './features/results/correction-routes.ts';
import { analysisRoutes } from './features/results/analysis-routes.ts';
import { heldRoutes } from './features/results/held-routes.ts';
import { gradingRoutes } from './features/results/grading-routes.ts';
import { needsRoutes } from './features/results/needs-routes.ts';
import { reviewRoutes } from './features/results/review-routes.ts';
import { placeImportRoutes } from './features/places/import-routes.ts';
import { rosterPaperRoutes } from './features/rosters/paper-routes.ts';
import { rosterRoutes } from './features/rosters/routes.ts';
import { roundtableRoutes } from './features/roundtables/routes.ts';
import { passkeyRoutes } from './features/sign-in/passkey-routes.ts';
import { purposeRoutes } from './features/sign-in/purpose-routes.ts';
import { secondFactorRoutes } from './features/sign-in/second-factor-routes.ts';
import { secondStepRoutes } from './features/sign-in/second-step-routes.ts';
import { signInRoutes } from './features/sign-in/sign-in-routes.ts';
import { bankQuestionRoutes } from './features/studio/bank-question-routes.ts';
import { snapshotRoutes } from './features/snapshots/routes.ts';
import { fileRoutes } from './features/studio/file-routes.ts';
import { questionAudioRoutes } from './features/studio/question-audio-routes.ts';
import { questionRoutes } from './features/studio/question-routes.ts';
import { courseSettingsRoutes } from './features/studio/settings-routes.ts';
import { glossaryRoutes } from './features/studio/glossary-routes.ts';
import { teachingRoutes } from './features/studio/home-routes.ts';
import { evaluationRoutes } from './features/studio/evaluation-routes.ts';
import { lessonEditorRoutes } from './features/studio/lesson-routes.ts';
import { newerQuestionRoutes } from './features/studio/newer-question-routes.ts';
import { objectiveRoutes } from './features/studio/objective-routes.ts';
import { outlineRoutes } from './features/studio/outline-routes.ts';
import { pasteRoutes } from './features/studio/paste-routes.ts';
import { publishRoutes } from './features/studio/publish-routes.ts';
import { uploadRoutes } from './features/studio/upload-routes.ts';
import { versionsRoutes } from './features/studio/versions-routes.ts';
import type { Services } from './services.ts';
import type { Router } from 'express';

/** One router for each feature. Every route in them begins with an access rule; a test fails when one does not. */
export const routers = (services: Services): Router[] => [
  signInRoutes(services),
  secondStepRoutes(services),
  accountRoutes(services),
  secondFactorRoutes(services),
  passkeyRoutes(services),
  emailRoutes(services),
  optionalQuestionsRoutes(services),
  sessionListRoutes(services),
  purposeRoutes(services),
  peopleRoutes(services),
  grantsRoutes(services),
  institutionImportRoutes(services),
  institutionRoutes(services),
  rankRoutes(services),
  networkRoutes(services),
  helpRoutes(services),
  courseRoutes(services),
  enrolmentRoutes(services),
  cohortRoutes(services),
  cohortDecisionsRoutes(services),
  cohortDoorRoutes(services),
  extensionRoutes(services),
  ruleRoutes(services),
  lessonRoutes(services),
  myLearningRoutes(services),
  recoveryRoutes(services),
  recoveryRequestsRoutes(services),
  quizRoutes(services),
  attemptRoutes(services),
  stepRoutes(services),
  handInRoutes(services),
  messageRoutes(services),
  askingRoutes(services),
  writingRoutes(services),
  gradebookRoutes(services),
  reviewRoutes(services),
  disclosureRoutes(services),
  digestRoutes(services),
  correctionRoutes(services),
  gradingRoutes(services),
  heldRoutes(services),
  needsRoutes(services),
  analysisRoutes(services),
  guideRoutes(services),
  certificateRoutes(services),
  externalCertificateRoutes(services),
  certificateCheckRoutes(services),
  certificateAdministrationRoutes(services),
  teachingRoutes(services),
  outlineRoutes(services),
  lessonEditorRoutes(services),
  lessonPreviewRoutes(services),
  trialRoutes(services),
  publishRoutes(services),
  uploadRoutes(services),
  courseSettingsRoutes(services),
  newerQuestionRoutes(services),
  objectiveRoutes(services),
  glossaryRoutes(services),
  fileRoutes(services),
  versionsRoutes(services),
  placeImportRoutes(services),
  rosterPaperRoutes(services),
  rosterRoutes(services),
  joinRoutes(services),
  acceptanceRoutes(services),
  invitationsRoutes(services),
  registrationRoutes(services),
  firstAdministratorRoutes(services),
  bankRoutes(services),
  itemRoutes(services),
  audioRoutes(services),
  importRoutes(services),
  exportRoutes(services),
  bankQuestionRoutes(services),
  evaluationRoutes(services),
  questionRoutes(services),
  questionAudioRoutes(services),
  pasteRoutes(services),
  settingsRoutes(services),
  privacyRoutes(services),
  ownDataRoutes(services),
  rightsDeskRoutes(services),
  homeRoutes(services),
  scheduleRoutes(services),
  reportRoutes(services),
  networksReportRoutes(services),
  hoursRoutes(services),
  namesRoutes(services),
  indicatorRoutes(services),
  readinessRoutes(services),
  frameworkRoutes(services),
  frameworkFillingRoutes(services),
  frameworkTagRoutes(services),
  roundtableRoutes(services),
  snapshotRoutes(services),
  briefRoutes(services),
  auditLogRoutes(services),
];
