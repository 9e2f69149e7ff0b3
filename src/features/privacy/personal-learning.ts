import { by, table, type TableOfData } from './personal-columns.ts';

const OF_ATTEMPT = 't.attempt_id in (select id from attempts where person_id = ?)';
const OF_ENROLMENT = 't.enrolment_id in (select id from enrolments where person_id = ?)';

/** What somebody studied, answered, earned and wrote. */
export const learningData = {
  enrolments: table(
    by('person_id'),
    {
      'learning always unnamed': {
        identity: '-person_id',
        learning: 'course_id cohort_id cycle status due_on',
        trace: 'enrolled_at started_at completed_at withdrawn_at',
      },
      'figures always unnamed': {
        trace: '-enrolled_on -completed_on -tried_on -again certified_on certified_until',
        place: 'institution_id -institution_path network_id cvegeo state_code side rank_band',
        sensitive: 'sex',
      },
      'figures open erased': { sensitive: 'age_group' },
    },
    'id version_id',
  ),
  cohort_requests: table(
    by('person_id'),
    {
      'learning rule:cohortRequests rule': {
        identity: '-person_id',
        learning: 'cohort_id',
        act: 'state -added_by turn -decided_by',
        trace: 'asked_at decided_at',
        words: 'reason_sealed',
      },
    },
    'id',
  ),
  due_extensions: table(
    OF_ENROLMENT,
    {
      'learning rule:dueExtensionsOfClosedAccounts rule': {
        learning: 'until',
        words: 'reason_sealed',
        act: '-granted_by',
        trace: 'granted_at',
      },
    },
    'id enrolment_id number',
  ),
  external_certificates: table(
    by('person_id'),
    {
      'certificates rule:externalOfClosedAccounts rule': {
        identity: '-person_id',
        learning: 'course_id hours',
        words: 'title issuer reason_sealed',
        trace: 'issued_on asked_at decided_at',
        act: 'state -decided_by',
      },
    },
    'id type bytes',
  ),
  external_certificate_parts: table(
    null,
    { 'certificates rule:externalEvidence rule': { words: '-content' } },
    'certificate_id number',
  ),
  lesson_progress: table(
    OF_ENROLMENT,
    {
      'learning always unnamed': { learning: 'lesson_id', trace: 'opened_at done_at' },
      'care always unnamed': { choice: 'alternative' },
    },
    'enrolment_id',
  ),
  /** Worked out of the lessons and attempts beside it, which her copy holds. */
  learning_kept: table(
    OF_ENROLMENT,
    { 'figures always unnamed': { learning: '-learned' } },
    'enrolment_id',
  ),
  attempts: table(
    by('person_id'),
    {
      'learning always unnamed': {
        identity: '-person_id',
        learning: 'quiz_id number score passed critical_missed',
        trace: 'started_at deadline_at submitted_at',
        secret: '-submission_key',
      },
      'learning rule:answers rule': { secret: '-submission_digest' },
      'rights always unnamed': { trace: 'answers_erased_at' },
    },
    'id enrolment_id snapshot',
  ),
  attempt_answers: table(
    OF_ATTEMPT,
    {
      'learning rule:answers rule': { learning: 'item_id', words: 'response', trace: 'saved_at' },
      'care rule:answers rule': { trace: 'removed_at' },
    },
    'attempt_id',
  ),
  save_receipts: table(
    OF_ATTEMPT,
    {
      'learning rule:answers rule': {
        secret: '-key -body_digest -receipt',
        learning: '-saved',
        trace: '-at',
      },
    },
    'attempt_id',
  ),
  attempt_files: table(
    OF_ATTEMPT,
    {
      'learning rule:answers rule': {
        learning: 'item_id type bytes seconds',
        words: 'name -content',
        trace: 'added_at',
      },
    },
    'id attempt_id',
  ),
  attempt_file_parts: table(
    null,
    { 'learning rule:answers rule': { words: '-content' } },
    'file_id number',
  ),
  attempt_grades: table(
    OF_ATTEMPT,
    {
      'learning always unnamed': {
        learning: 'item_id -number earned out_of',
        act: '-grader_id',
        trace: 'given_at',
      },
      'learning rule:answers rule': { words: 'comment' },
    },
    'attempt_id',
  ),
  attempt_corrections: table(
    OF_ATTEMPT,
    {
      'learning always unnamed': {
        learning: 'old_score new_score old_passed new_passed state',
        act: '-decided_by',
        trace: 'decided_at',
      },
      'learning rule:answers rule': { words: 'decision_reason' },
    },
    'attempt_id correction_id',
  ),
  extra_attempts: table(
    OF_ENROLMENT,
    {
      'learning always unnamed': { learning: 'quiz_id', act: '-given_by', trace: 'given_at' },
      'learning rule:answers rule': { words: 'reason' },
    },
    'id enrolment_id',
  ),
  certificates: table(
    by('person_id'),
    {
      'certificates always unnamed': { identity: '-person_id' },
      'certificates always issued': {
        secret: 'code',
        identity: 'folio holder_name -search_text',
        learning: 'course_id cycle status hours_required hours_completed score',
        place: 'institution_name',
        act: 'signed_by',
        trace: 'issued_at -issued_on expires_on',
      },
    },
    'id enrolment_id version_id current course_title_es course_title_en demo replaces_id',
  ),
  certificate_events: table(
    't.certificate_id in (select id from certificates where person_id = ?)',
    {
      'certificates always issued': {
        act: 'kind -actor_id -details',
        trace: 'at',
        words: 'reason',
      },
    },
    'id certificate_id',
  ),
  threads: table(
    by('person_id'),
    {
      'learning rule:messages rule': {
        identity: '-person_id',
        learning: 'about_kind about_id',
        words: 'subject',
        trace: 'created_at last_at -unread_since -waits_since',
      },
      'care rule:messages rule': { choice: 'kind' },
    },
    'id enrolment_id attempt_id',
  ),
  messages: table(
    't.thread_id in (select id from threads where person_id = ?) or t.author_id = ?',
    {
      'learning rule:messages rule': {
        act: '-author_id',
        words: 'body_sealed',
        trace: 'sent_at removed_at',
      },
    },
    'id thread_id send_key mailing_id',
  ),
  disclosures: table(
    null,
    {
      'care rule:disclosures rule': {
        sensitive: '-kind -object_id',
        act: '-marked_by',
        trace: '-marked_at',
      },
    },
    'id referred_on',
  ),
} as const satisfies Record<string, TableOfData>;
