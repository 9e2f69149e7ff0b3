import type { EnglishOf } from '../english-of.ts';
import type { operations as spanish } from '../es/operations.ts';

export const operations: EnglishOf<typeof spanish> = {
  'cli.verify': 'proves that the data keep their rules',
  'verify.ok': 'ok      {{rule}}',
  'verify.failed': 'FAILED  {{rule}}: {{number}} ({{ids}})',
  'verify.all': 'Everything is fine.',
  'verify.some': 'Rules that fail: {{number}}.',
  'verify.answersOnce': 'I2 One answer for each attempt and question',
  'verify.oneCertificate': 'I2 One current certificate for each person, course and cycle',
  'verify.scores': 'I3 Scores follow from the stored answers',
  'verify.lessonProgress': 'I3 Finished lessons agree with their enrolment',
  'verify.enrolmentStates': 'I3 The state of each enrolment agrees with its dates',
  'verify.enrolmentVersions': 'I3 Each enrolment follows a version of its course',
  'verify.attemptOwners': 'I3 Each attempt belongs to the person enrolled',
  'verify.certificateRule':
    'I4 A certificate is current where the course is complete, and only there',
  'verify.certificateStates': 'I4 The state of each certificate agrees with its being in force',
  'verify.certificateHistory': 'I4 Each certificate says when it was issued and why it ended',
  'verify.certificateOwners': 'I4 Each certificate belongs to the person enrolled',
  'verify.attemptLimits': 'I5 Attempts stay within their limit',
  'verify.mediaFiles': 'I6 Each file on record is whole in the folder',
  'verify.mediaRows': 'I6 Each file of the folder is on record',
  'verify.engine': 'I7 The database is whole and its keys point somewhere',
  'verify.schema': 'I7 The schema is that of this version',
  'verify.auditChain': 'I8 The chain of the audit log is complete',
  'verify.sums': 'I9 The figures of groups add up to the total',
  'database.none': 'There is no database at {{place}}.',
};
