import { by, nobodys, table, type TableOfData } from './personal-columns.ts';

const COUNTED =
  'day course_id side sex state_code cvegeo institution_path network_id month again ' +
  'enrolled started completed certified';

const BANDED =
  'day course_id side sex state_code institution_path age_group rank_band month ' +
  'enrolled started completed certified';

/** What people wrote or did for others, and what tells of nobody. */
export const teachingData = {
  cohort_instructors: table(
    by('person_id'),
    { 'teaching always unnamed': { identity: '-person_id', act: 'cohort_id' } },
    '',
  ),
  invitations: table(
    by('created_by'),
    { 'account always unnamed': { words: 'label', act: '-created_by', trace: 'created_at' } },
    'id kind link_digest institution_id network_id cohort_id course_id cvegeo side institution_path place_state place_cvegeo uses uses_left expires_at revoked_at',
  ),
  mailings: table(
    by('author_id'),
    { 'teaching always unnamed': { act: '-author_id cohort_id people', trace: 'sent_at' } },
    'id send_key',
  ),
  announcements: table(
    by('author_id'),
    {
      'teaching rule:announcements rule': {
        act: '-author_id cohort_id -withdrawn_by',
        words: 'title body',
        trace: 'published_at withdrawn_at',
      },
    },
    'id send_key',
  ),
  score_corrections: table(
    by('made_by'),
    { 'teaching always unnamed': { words: 'reason', act: '-made_by', trace: 'made_at' } },
    'id course_id cohort_id item_id item_digest change number finished_at',
  ),
  course_versions: table(
    by('published_by'),
    { 'teaching always unnamed': { act: '-published_by', words: 'note', trace: 'published_at' } },
    'id course_id number digest title_es title_en search_text document',
  ),
  course_drafts: table(
    by('owner_id'),
    {
      'teaching always unnamed': {
        act: '-owner_id',
        words: 'title',
        trace: 'created_at updated_at',
      },
    },
    'id course_id slug institution_id revision archived_at',
  ),
  banks: table(
    by('owner_id'),
    { 'teaching always unnamed': { act: '-owner_id', words: 'name', trace: 'created_at' } },
    'id ordinal institution_id next_number updated_at',
  ),
  bank_imports: table(
    by('made_by'),
    {
      'teaching always unnamed': { act: '-made_by', trace: 'made_at', words: 'file_name' },
      'teaching rule:readQuestions rule': { words: '-staged' },
    },
    'id bank_id status format added',
  ),
  bank_item_versions: table(
    by('made_by'),
    { 'teaching always unnamed': { act: '-made_by', trace: 'made_at', words: 'note' } },
    'item_id number document',
  ),
  people_imports: table(
    by('made_by'),
    {
      'account always unnamed': { act: '-made_by', trace: 'made_at', words: 'file_name' },
      'account rule:readRosters rule': { identity: '-plan_sealed' },
    },
    'id status mapping rows done outcome no_password ended_at',
  ),
  people_import_pieces: table(
    null,
    { 'account rule:readRosters rule': { identity: '-sealed' } },
    'import_id number',
  ),
  people_import_acts: table(
    by('person_id'),
    {
      'account rule:rosterActs rule': {
        identity: '-person_id -change_sealed',
        act: 'kind -object_id',
      },
    },
    'id import_id row',
  ),
  institution_imports: table(
    by('made_by'),
    { 'account always unnamed': { act: '-made_by', trace: 'made_at undone_at' } },
    'id made',
  ),
  place_imports: table(
    by('made_by'),
    {
      'account always unnamed': { act: '-made_by', trace: 'made_at taken_at', words: 'file_name' },
    },
    'id listed outcome',
  ),
  settings: table(
    by('changed_by'),
    {
      'account always unnamed': { act: 'name -changed_by', trace: 'changed_at' },
      'rights always unnamed': { contact: '-value' },
    },
    '',
  ),
  report_schedules: table(
    by('person_id'),
    {
      'account rule:reportSchedules rule': {
        identity: '-person_id',
        act: 'query',
        choice: 'every',
        words: 'reason',
        trace: 'created_at',
      },
    },
    'id made_for',
  ),
  report_files: table(
    by('person_id'),
    {
      'account rule:reportFiles rule': {
        identity: '-person_id',
        act: 'title',
        trace: 'made_at opened_at',
      },
    },
    'id schedule_id cut_off scope_digest body',
  ),
  enrolment_counts: nobodys(COUNTED),
  enrolment_band_counts: nobodys(BANDED),
  enrolment_count_changes: nobodys(`id ${COUNTED} age_group rank_band`),
  learning_changes: nobodys('id enrolment_id'),
  learning_counts: nobodys('course_id what side state_code month at people asked correct'),
  published_tables: nobodys('id k closed_on grouping body made_at'),
  network_figures: table(
    by('recorded_by'),
    { 'account always unnamed': { act: '-recorded_by', trace: 'recorded_at' } },
    'id network_id cut_off source members',
  ),
  institution_names: nobodys('id institution_id name short_name until recorded_at'),
  institution_moves: nobodys('id institution_id parent_id until recorded_at'),
  institution_ranks: nobodys(
    'id institution_id name search_text band valid_from valid_to source unverified recorded_at',
  ),
  municipality_names: nobodys('cvegeo until name'),
  frameworks: nobodys('id code name_es name_en place'),
  framework_versions: nobodys(
    'id framework_id label adopted_on status source note_es note_en indicators_said recorded_at',
  ),
  framework_elements: nobodys('id version_id place kind code name_es name_en tag'),
  framework_indicator_sets: nobodys('id version_id number source dated_on recorded_at'),
  framework_indicators: nobodys(
    'id set_id place code text formula owner frequency baseline target element_code',
  ),
  framework_snapshots: nobodys(
    'id version_id state_code period cut_off rule scope_digest body digest made_at',
  ),
  roundtable_totals: nobodys('kind said source cut_off'),
  roundtables: nobodys('id code kind state_code cvegeo name source cut_off recorded_at'),
  roundtable_meetings: nobodys('id roundtable_id held_on attended women recorded_at'),
  framework_tags: nobodys('id element_id course_slug lesson_id origin'),
  states: nobodys('code name abbreviation iso curp_code map_id women_2020'),
  municipalities: nobodys('cvegeo state_code name search_text gone_on'),
  reference_files: nobodys('name digest'),
  institutions: nobodys(
    'id type name short_name search_text parent_id path level side state_code cvegeo valid_from valid_to successor_id import_id',
  ),
  networks: nobodys(
    'id code name search_text cvegeo state_code locality founded_on funding_source kind sponsor_id parent_network_id status reported_members reported_source reported_on',
  ),
  setup_links: nobodys('code_digest created_at expires_at used_at'),
  invitation_slips: nobodys('code_digest invitation_id used_at'),
  courses: nobodys('id slug code current_version_id created_at retired_at origin institution_id'),
  course_version_files: nobodys('version_id path text sha256'),
  course_draft_files: nobodys('draft_id path text sha256 revision updated_at'),
  media_files: nobodys('sha256 type bytes'),
  learning_paths: nobodys('id position document'),
  support_lines: nobodys('id position document verified_on'),
  support_texts: nobodys('id position document'),
  reformed_laws: nobodys('id position document'),
  cohorts: nobodys(
    'id name course_id institution_id side starts_on ends_on due_on deploys_on mission created_at capacity category asks_open key_digest key_sealed',
  ),
  daily_jobs: nobodys('name last_on'),
  bank_items: nobodys(
    'id bank_id number place type title objective bloom pillar topic difficulty form tags words fingerprint version import_id updated_at retired_at category',
  ),
  bank_item_marks: nobodys('bank_id mark item_id'),
  bank_uses: nobodys('draft_id item_id version taken_at'),
} as const satisfies Record<string, TableOfData>;
