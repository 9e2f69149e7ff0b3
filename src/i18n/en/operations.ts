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
  'verify.corrections': 'I3 Every ended attempt carries the corrections of its course',
  'verify.decisions': 'I3 What waits for a decision was passed, and what was decided says by whom',
  'verify.grades':
    'I3 Every grade that a person gave is of an attempt that was handed in, from nothing to all',
  'verify.extraAttempts': 'I5 Another attempt is given only where there was one',
  'verify.lessonProgress': 'I3 Finished lessons agree with their enrolment',
  'verify.enrolmentStates': 'I3 The state of each enrolment agrees with its dates',
  'verify.enrolmentVersions': 'I3 Each enrolment follows a version of its course',
  'verify.attemptOwners': 'I3 Each attempt belongs to the person enrolled',
  'verify.certificateRule':
    'I4 A certificate is current where the course is complete, and only there',
  'verify.certificateDates':
    'I9 Every enrolment carries the dates of its current certificate, and of no other',
  'verify.certificateStates': 'I4 The state of each certificate agrees with its being in force',
  'verify.certificateHistory': 'I4 Each certificate says when it was issued and why it ended',
  'verify.certificateOwners': 'I4 Each certificate belongs to the person enrolled',
  'verify.removedAnswers':
    'I3 Of each answer that was taken away its grade is left and nothing else',
  'verify.threadOwners': 'I3 Each conversation belongs to whoever enrolled',
  'verify.removedTexts': 'I3 Nothing is left of a text that was taken away',
  'verify.disclosures':
    'I3 Each marked disclosure has its text, and of a referred one only the date is left',
  'verify.disclosuresOver': 'I3 No protected text is kept past its date',
  'verify.careMessages': 'I3 Each message of care came with a mark and holds nothing else',
  'verify.messagesOfClosed': 'I3 No conversation is left of a closed account',
  'verify.handedIn': 'I3 Each file handed in is whole and belongs to an answer',
  'verify.erasedAnswers': 'I3 Nothing is left of answers that were erased',
  'verify.attemptLimits': 'I5 Attempts stay within their limit',
  'verify.mediaFiles': 'I6 Each file on record is whole in the folder',
  'verify.mediaRows': 'I6 Each file of the folder is on record',
  'verify.engine': 'I7 The database is whole and its keys point somewhere',
  'verify.schema': 'I7 The schema is that of this version',
  'verify.auditChain': 'I8 The chain of the audit log is complete',
  'verify.sums': 'I9 The figures of groups add up to the total',
  'verify.counts': 'I9 What is kept counted is what the enrolments say',
  'database.none': 'There is no database at {{place}}.',
  'cli.backup': 'writes everything into one file, also while the server works',
  'cli.backupTo': 'a new file, or a folder in which it is given a name',
  'cli.backupKey': 'a file with a phrase of 16 characters or more, or with a key of age',
  'cli.backupKeep': 'keeps the last backup of each of so many days and deletes the others',
  'cli.keepNumber': 'must be a number of days, 1 or more and 30 at most.',
  'cli.keepNeedsFolder': '--keep deletes old backups: --to must be a folder.',
  'cli.restore': 'fills an empty database from a backup, of either engine',
  'cli.restoreFile': 'the backup',
  'cli.withoutSealed': 'leaves sealed fields empty, when their DATA_KEY is lost',
  'backup.made': 'Backup complete: {{file}} (rows: {{rows}}, bytes: {{bytes}}).',
  'backup.removed': 'Deleted {{name}}.',
  'backup.fileExists': '{{file}} exists already. Choose another name.',
  'backup.noRoom':
    'There is no room for the backup in {{folder}}; nothing half-written was left. Free some space or give another folder in --to.',
  'backup.cannotWrite':
    '{{folder}} cannot be written into: it is read-only, or permission is missing. Give another folder in --to.',
  'backup.databaseNewer':
    'The database is of a newer version than this program. Use that version to back it up.',
  'backup.mediaGone':
    'The file {{name}} of the media folder is missing or damaged. "aula content sync" brings back those of the courses.',
  'backup.noKeyFile': 'The key file {{file}} cannot be read.',
  'backup.shortPhrase': 'The phrase in {{file}} is short: it needs {{least}} characters or more.',
  'backup.publicKey':
    'That is a public key: it makes backups and cannot open them. Use the secret key.',
  'backup.wrongKey': 'The key is not the one of this backup.',
  'backup.needsKey': 'The backup is sealed. Say what opens it: --key-file FILE.',
  'backup.noFile': '{{file}} cannot be read.',
  'backup.damaged':
    'The file is not a whole backup: it is cut or altered, or something else. Nothing was touched.',
  'backup.newer':
    'The backup is of a newer version than this program. Update the program and try again. Nothing was touched.',
  'restore.done':
    'Everything is back and proved (rows: {{rows}}). You may start the server now; everybody signs in again.',
  'restore.inUse': 'A server is using this database. Stop it and try again. Nothing was touched.',
  'restore.running': 'Somebody is restoring a backup here. Wait until it ends.',
  'restore.unfinished':
    'A restore was interrupted here and what it left is not whole. Repeat it with “aula restore FILE”, or use another data folder or another empty database.',
  'restore.notEmpty':
    'The database is not empty. A backup is restored only into an empty one; this one was not touched.',
  'restore.mediaNotEmpty':
    'The folder {{folder}} holds files that are not of the backup. Move it elsewhere and try again.',
  'restore.noDataKey':
    'The key of the sealed fields is missing: put the former secrets.json into DATA_DIR, or give DATA_KEY. If it is lost, try again with --without-sealed: telephones, e-mail addresses and other sealed fields stay empty.',
  'restore.otherDataKey':
    'DATA_KEY is not the one of the sealed fields of this backup. Give the former one. If it is lost, try again with --without-sealed: telephones, e-mail addresses and other sealed fields stay empty.',
  'restore.unknownTable': 'The backup holds something unknown ({{name}}). Nothing was restored.',
  'restore.unfit': 'The backup does not fit the schema: {{reason}}. Nothing was restored.',
  'restore.notVerified':
    'The data of the backup do not keep their rules (which ones is said above). Nothing was restored.',
  'start.damaged':
    'The database {{place}} is damaged: {{fault}}. Nothing was written into it. Keep it apart and bring back the last backup: npm run -s aula -- restore FILE (the README says how).',
  'start.denied':
    'There is no permission to use {{place}}. DATA_DIR and what is in it must belong to whoever starts the server.',
  'start.readOnly': '{{place}} can only be read. DATA_DIR must be writable.',
  'start.noFolder': '{{place}} cannot be made: a part of that address is not a folder.',
  'start.full': 'The disk of {{place}} is full. Make room and repeat.',
  'start.databaseDenied':
    'The database cannot be opened for writing. DATA_DIR and what is in it must belong to whoever starts the server.',
  'start.portTaken':
    'Another program uses port {{port}} already. Stop it or give another one in PORT.',
  'start.noDatabase':
    'The database of DATABASE_URL does not answer ({{fault}}). Check the address and that it is running.',
  'audit.backup.made': 'A backup was made',
  'audit.backup.restored': 'A backup was restored',
  'verify.cohortRequests': 'Requests and waiting lists of cohorts agree with who is in them',
  'verify.dueExtensions': 'The due date of each person is the last one that was given',
  'verify.institutionPaths':
    'Each institution is where the tree says, on the side of the one that holds it',
  'verify.bankVersions':
    'The versions of each question run from 1 to the current one, without gaps',
  'verify.bankFound': 'Each question is found by what its current version says',
  'verify.bankPlaces': 'Each question has the place of its bank and its number',
  'verify.bankImports':
    'Each import brought the questions it says, and keeps what was read only while it waits',
  'verify.bankRecordings': 'Each recording of a question is on record',
  'verify.bankUses': 'Each question that a draft took from a bank is of a version that exists',
  'verify.drafts': 'Each course has one open draft at most, at its own address',
  'verify.draftFiles':
    'Each file of a draft is text or media, in its place and of a revision that there was',
  'verify.courseVersions': 'The versions of each course run from 1 on, and the last one is current',
  'verify.courseDocuments':
    'Each version says what was published, with each lesson once and in order',
  'verify.versionFiles':
    'Each version that keeps its files keeps the course, its lessons and its media',
};
