import type { TableOfData } from './personal-columns.ts';

/** A table that tells of nobody. */
const nobodys = (plain: string) => ({ hers: null, personal: {}, plain });

const COUNTED =
  'day course_id side sex state_code cvegeo institution_path network_id month again ' +
  'enrolled started completed certified';

/** What people wrote or did for others, and what tells of nobody. */
export const teachingData = {
  cohort_instructors: {
    hers: 't.person_id = ?',
    personal: {
      person_id: ['identity', 'teaching', 'always', 'withheld', 'unnamed'],
      cohort_id: ['act', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: '',
  },
  invitations: {
    hers: 't.created_by = ?',
    personal: {
      label: ['words', 'account', 'always', 'given', 'unnamed'],
      created_by: ['act', 'account', 'always', 'withheld', 'unnamed'],
      created_at: ['trace', 'account', 'always', 'given', 'unnamed'],
    },
    plain:
      'id kind link_digest institution_id network_id cohort_id course_id cvegeo side institution_path ' +
      'place_state place_cvegeo uses uses_left expires_at revoked_at',
  },
  mailings: {
    hers: 't.author_id = ?',
    personal: {
      author_id: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      cohort_id: ['act', 'teaching', 'always', 'given', 'unnamed'],
      people: ['act', 'teaching', 'always', 'given', 'unnamed'],
      sent_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'id send_key',
  },
  announcements: {
    hers: 't.author_id = ?',
    personal: {
      author_id: ['act', 'teaching', 'rule:announcements', 'withheld', 'rule'],
      cohort_id: ['act', 'teaching', 'rule:announcements', 'given', 'rule'],
      title: ['words', 'teaching', 'rule:announcements', 'given', 'rule'],
      body: ['words', 'teaching', 'rule:announcements', 'given', 'rule'],
      published_at: ['trace', 'teaching', 'rule:announcements', 'given', 'rule'],
      withdrawn_at: ['trace', 'teaching', 'rule:announcements', 'given', 'rule'],
      withdrawn_by: ['act', 'teaching', 'rule:announcements', 'withheld', 'rule'],
    },
    plain: 'id send_key',
  },
  score_corrections: {
    hers: 't.made_by = ?',
    personal: {
      reason: ['words', 'teaching', 'always', 'given', 'unnamed'],
      made_by: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      made_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'id course_id cohort_id item_id item_digest change number finished_at',
  },
  course_versions: {
    hers: 't.published_by = ?',
    personal: {
      published_by: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      note: ['words', 'teaching', 'always', 'given', 'unnamed'],
      published_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'id course_id number digest title_es title_en search_text document',
  },
  course_drafts: {
    hers: 't.owner_id = ?',
    personal: {
      owner_id: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      title: ['words', 'teaching', 'always', 'given', 'unnamed'],
      created_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
      updated_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'id course_id slug institution_id revision archived_at',
  },
  banks: {
    hers: 't.owner_id = ?',
    personal: {
      owner_id: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      name: ['words', 'teaching', 'always', 'given', 'unnamed'],
      created_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'id ordinal institution_id next_number updated_at',
  },
  bank_imports: {
    hers: 't.made_by = ?',
    personal: {
      made_by: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      made_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
      file_name: ['words', 'teaching', 'always', 'given', 'unnamed'],
      staged: ['words', 'teaching', 'rule:readQuestions', 'withheld', 'rule'],
    },
    plain: 'id bank_id status format added',
  },
  bank_item_versions: {
    hers: 't.made_by = ?',
    personal: {
      made_by: ['act', 'teaching', 'always', 'withheld', 'unnamed'],
      made_at: ['trace', 'teaching', 'always', 'given', 'unnamed'],
      note: ['words', 'teaching', 'always', 'given', 'unnamed'],
    },
    plain: 'item_id number document',
  },
  people_imports: {
    hers: 't.made_by = ?',
    personal: {
      made_by: ['act', 'account', 'always', 'withheld', 'unnamed'],
      made_at: ['trace', 'account', 'always', 'given', 'unnamed'],
      file_name: ['words', 'account', 'always', 'given', 'unnamed'],
      plan_sealed: ['identity', 'account', 'rule:readRosters', 'withheld', 'rule'],
    },
    plain: 'id status mapping rows done outcome no_password ended_at',
  },
  people_import_pieces: {
    hers: null,
    personal: { sealed: ['identity', 'account', 'rule:readRosters', 'withheld', 'rule'] },
    plain: 'import_id number',
  },
  people_import_acts: {
    hers: 't.person_id = ?',
    personal: {
      person_id: ['identity', 'account', 'rule:rosterActs', 'withheld', 'rule'],
      kind: ['act', 'account', 'rule:rosterActs', 'given', 'rule'],
      object_id: ['act', 'account', 'rule:rosterActs', 'withheld', 'rule'],
      change_sealed: ['identity', 'account', 'rule:rosterActs', 'withheld', 'rule'],
    },
    plain: 'id import_id row',
  },
  place_imports: {
    hers: 't.made_by = ?',
    personal: {
      made_by: ['act', 'account', 'always', 'withheld', 'unnamed'],
      made_at: ['trace', 'account', 'always', 'given', 'unnamed'],
      file_name: ['words', 'account', 'always', 'given', 'unnamed'],
      taken_at: ['trace', 'account', 'always', 'given', 'unnamed'],
    },
    plain: 'id listed outcome',
  },
  settings: {
    hers: 't.changed_by = ?',
    personal: {
      name: ['act', 'account', 'always', 'given', 'unnamed'],
      value: ['contact', 'rights', 'always', 'withheld', 'unnamed'],
      changed_at: ['trace', 'account', 'always', 'given', 'unnamed'],
      changed_by: ['act', 'account', 'always', 'withheld', 'unnamed'],
    },
    plain: '',
  },
  report_schedules: {
    hers: 't.person_id = ?',
    personal: {
      person_id: ['identity', 'account', 'rule:reportSchedules', 'withheld', 'rule'],
      query: ['act', 'account', 'rule:reportSchedules', 'given', 'rule'],
      every: ['choice', 'account', 'rule:reportSchedules', 'given', 'rule'],
      reason: ['words', 'account', 'rule:reportSchedules', 'given', 'rule'],
      created_at: ['trace', 'account', 'rule:reportSchedules', 'given', 'rule'],
    },
    plain: 'id made_for',
  },
  report_files: {
    hers: 't.person_id = ?',
    personal: {
      person_id: ['identity', 'account', 'rule:reportFiles', 'withheld', 'rule'],
      title: ['act', 'account', 'rule:reportFiles', 'given', 'rule'],
      made_at: ['trace', 'account', 'rule:reportFiles', 'given', 'rule'],
      opened_at: ['trace', 'account', 'rule:reportFiles', 'given', 'rule'],
    },
    plain: 'id schedule_id cut_off scope_digest body',
  },
  enrolment_counts: nobodys(COUNTED),
  enrolment_count_changes: nobodys(`id ${COUNTED}`),
  published_tables: nobodys('id k closed_on grouping body made_at'),
  network_figures: {
    hers: 't.recorded_by = ?',
    personal: {
      recorded_by: ['act', 'account', 'always', 'withheld', 'unnamed'],
      recorded_at: ['trace', 'account', 'always', 'given', 'unnamed'],
    },
    plain: 'id network_id cut_off source members',
  },
  institution_names: nobodys('id institution_id name short_name until recorded_at'),
  institution_moves: nobodys('id institution_id parent_id until recorded_at'),
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
    'id type name short_name search_text parent_id path level side state_code cvegeo valid_from valid_to successor_id',
  ),
  networks: nobodys(
    'id code name search_text cvegeo state_code locality founded_on funding_source kind sponsor_id ' +
      'parent_network_id status reported_members reported_source reported_on',
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
  cohorts: nobodys(
    'id name course_id institution_id side starts_on ends_on due_on deploys_on mission created_at ' +
      'capacity category asks_open key_digest key_sealed',
  ),
  daily_jobs: nobodys('name last_on'),
  bank_items: nobodys(
    'id bank_id number place type title objective bloom pillar topic difficulty form tags words fingerprint ' +
      'version import_id updated_at retired_at category',
  ),
  bank_item_marks: nobodys('bank_id mark item_id'),
  bank_uses: nobodys('draft_id item_id version taken_at'),
} as const satisfies Record<string, TableOfData>;
