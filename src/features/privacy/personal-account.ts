import { by, nobodys, table, type TableOfData } from './personal-columns.ts';

/** Who somebody is, how she enters, and what she may do. */
export const accountData = {
  people: table(
    by('id'),
    {
      'account always unnamed': {
        identity: '-id',
        choice: 'language discreet',
        act: 'status',
        trace: 'created_at closed_at',
      },
      'security always reserved': { identity: 'username' },
      'account open replaced': {
        identity: 'display_name -search_text',
        choice: 'email_recovery digest_email',
      },
      'security open replaced': { secret: '-password_hash' },
      'figures always unnamed': {
        sensitive: 'sex',
        place: 'cvegeo state_code institution_id network_id rank_band',
      },
      'security always unnamed': { place: 'side' },
      'account open erased': {
        contact: 'phone_sealed email_sealed -email_digest email_confirmed_at',
        identity: 'curp_sealed -curp_digest cuip_sealed -cuip_digest',
      },
      'learning open replaced': { sensitive: 'extra_time_percent' },
      'rights open unnamed': { choice: 'no_mailings_since no_statistics_since' },
    },
    'demo',
  ),
  memberships: table(
    by('person_id'),
    {
      'account always unnamed': { identity: '-person_id' },
      'figures always unnamed': {
        place: 'institution_id network_id',
        act: 'role',
        trace: 'from_on to_on',
      },
    },
    'id',
  ),
  optional_answers: table(
    by('person_id'),
    {
      'figures always unnamed': { identity: '-person_id', choice: 'question' },
      'figures open erased': { sensitive: 'value_sealed' },
      'rights always unnamed': { trace: 'consented_at withdrawn_at' },
    },
    '',
  ),
  sessions: table(
    by('person_id'),
    {
      'security rule:sessions erased': {
        secret: '-id_hash -data',
        identity: '-person_id',
        choice: 'shared',
        trace: 'device created_at last_seen_at expires_at',
      },
    },
    '',
  ),
  privacy_acceptances: table(
    by('person_id'),
    {
      'rights always unnamed': { identity: '-person_id', choice: 'version', trace: 'accepted_at' },
    },
    '',
  ),
  recoveries: table(
    by('person_id'),
    {
      'security rule:recoveries rule': {
        identity: '-person_id',
        act: '-asked_by -confirmed_by',
        trace: 'asked_at confirmed_at used_at refused_at announced_at',
        secret: '-code_digest',
        choice: 'channel',
      },
    },
    'id expires_at attempts',
  ),
  email_confirmations: table(
    by('person_id'),
    {
      'account open erased': {
        identity: '-person_id',
        contact: 'email_sealed',
        choice: 'recovery',
        trace: 'sent_at',
      },
      'security open erased': { secret: '-code_digest' },
    },
    'expires_at',
  ),
  second_factors: table(
    by('person_id'),
    {
      'security open erased': {
        identity: '-person_id',
        secret: '-secret_sealed -last_step',
        trace: 'made_at confirmed_at asked_at reset_at reset_announced_at',
        act: '-reset_by',
      },
    },
    '',
  ),
  second_factor_codes: table(
    by('person_id'),
    {
      'security open erased': {
        secret: '-digest',
        identity: '-person_id',
        trace: 'made_at used_at',
      },
    },
    '',
  ),
  passkeys: table(
    by('person_id'),
    {
      'security open erased': {
        identity: '-person_id',
        secret: '-credential_id -public_key',
        words: 'name',
        trace: 'created_at last_used_at',
      },
    },
    'id counter transports',
  ),
  grants: table(
    by('person_id'),
    {
      'account always unnamed': {
        identity: '-person_id',
        act: 'role -granted_by -withdrawn_by',
        place: 'institution_id state_code cvegeo network_id course_id cohort_id',
        trace: 'granted_at ends_on withdrawn_at',
      },
    },
    'id',
  ),
  registration_requests: table(
    null,
    {
      'account rule:registrations rule': {
        identity: '-display_name',
        place: '-cvegeo -state_code',
        contact: '-contact_sealed',
        words: '-reason',
        act: '-decided_by',
      },
    },
    'id created_at decided_at decision invitation_id',
  ),
  mail_outbox: table(
    null,
    { 'account rule:letters rule': { contact: '-letter_sealed' } },
    'id attempts next_try_at expires_at',
  ),
  message_digests: table(
    by('person_id'),
    { 'account open erased': { identity: '-person_id', trace: 'week unread written_at' } },
    '',
  ),
  audit_events: table(
    "t.actor_id = ? or (t.object_type = 'person' and t.object_id = ?)",
    { 'security always unnamed': { trace: 'at', act: 'action -actor_id -object_id -details' } },
    'position object_type institution_path previous_hash hash',
  ),
  audit_seals: nobodys('number from_position to_position events digest previous_digest sealed_at'),
  data_requests: table(
    by('person_id'),
    {
      'rights rule:dataRequests rule': {
        identity: '-person_id',
        choice: 'kind channel',
        act: '-asked_by status -answered_by',
        trace: 'asked_at answered_at',
        words: 'wish_sealed answer_sealed',
      },
    },
    'id due_on',
  ),
  data_packages: table(
    by('person_id'),
    { 'rights rule:dataPackages rule': { identity: '-person_id', trace: 'made_at downloaded_at' } },
    'id request_id for_other language state claimed_at expires_at bytes',
  ),
  data_package_parts: table(
    null,
    { 'rights rule:dataPackages rule': { identity: '-content_sealed' } },
    'package_id number',
  ),
} as const satisfies Record<string, TableOfData>;
