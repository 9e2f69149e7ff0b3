import type { Role, Side } from '../../lib/actor.ts';

/** Everything that somebody may need a role for. */
export const ACTIONS = [
  /** Read names and progress (done or not). */
  'people.read',
  'people.invite',
  /** Ask for a recovery code for somebody. */
  'people.ask-recovery',
  /** Confirm a recovery that another person asked for. */
  'people.confirm-recovery',
  'people.freeze',
  'people.end-sessions',
  'enrolments.create',
  'cohorts.manage',
  /** Begin a course of one's own. */
  'courses.create',
  'courses.publish',
  'courses.sign',
  /** Have question banks of one's own. */
  'banks.create',
  /** Open the banks of an institution, keys and all. */
  'banks.manage',
  /** Read scores of single people. */
  'grades.read',
  /** Read attempts and answers of single people, and grade them. */
  'answers.read',
  'answers.grade',
  'certificates.revoke',
  'certificates.correct',
  /** Read counts; names are `people.read`. */
  'reports.read',
  'reports.export',
  /** Fill in the frameworks that courses answer to, and the catalogue of roundtables. */
  'frameworks.manage',
  /** Write down which meetings of roundtables women of the networks attended. */
  'roundtables.log',
  'audit.read',
  /** Answer what people ask about their own data, for those who come in person too. */
  'rights.answer',
  'grants.give',
  /** Give roles within one's own scope, none of which does more there than one's own. */
  'grants.delegate',
  'institutions.manage',
  'settings.manage',
] as const;
export type Action = (typeof ACTIONS)[number];

const EVERY_SIDE: readonly Side[] = ['community', 'police', 'military'];
const FORCES: readonly Side[] = ['police', 'military'];
const CIVIL_AND_POLICE: readonly Side[] = ['community', 'police'];
const COMMUNITY: readonly Side[] = ['community'];

type Rights = Partial<Record<Action, readonly Side[]>>;

const rights = (sides: readonly Side[], ...actions: Action[]): Rights =>
  Object.fromEntries(actions.map((action) => [action, sides]));

/** What whoever administers a state does there, on her side of the wall. */
const OF_A_STATE: readonly Action[] = [
  'people.read',
  'people.invite',
  'people.confirm-recovery',
  'people.freeze',
  'enrolments.create',
  'reports.read',
  'reports.export',
  'grants.delegate',
];

/** domain tables 6.3 and 6.4: role by action, and on which sides of the wall. */
export const RIGHTS: Record<Role, Rights> = {
  network_coordinator: rights(
    COMMUNITY,
    'people.read',
    'people.invite',
    'people.ask-recovery',
    'reports.read',
    'roundtables.log',
  ),
  instructor: rights(
    EVERY_SIDE,
    'people.read',
    'people.invite',
    'people.confirm-recovery',
    'enrolments.create',
    'grades.read',
    'answers.read',
    'answers.grade',
    'banks.create',
    'reports.read',
    'courses.create',
    'courses.publish',
  ),
  author: rights(EVERY_SIDE, 'courses.create', 'courses.publish', 'banks.create', 'banks.manage'),
  reviewer: rights(EVERY_SIDE, 'courses.sign'),
  institution_admin: {
    ...rights(
      EVERY_SIDE,
      'people.read',
      'people.invite',
      'people.confirm-recovery',
      'people.freeze',
      'people.end-sessions',
      'enrolments.create',
      'cohorts.manage',
      'grades.read',
      'certificates.revoke',
      'certificates.correct',
      'reports.read',
      'reports.export',
      'audit.read',
      'rights.answer',
      'grants.delegate',
    ),
    ...rights(COMMUNITY, 'roundtables.log'),
  },
  /** The women's institute of a state: its peace networks. */
  state_admin: rights(COMMUNITY, ...OF_A_STATE, 'roundtables.log'),
  /** The security secretariat of a state: its police, and nobody of the community. */
  state_police_admin: rights(['police'], ...OF_A_STATE),
  analyst_cecopam: rights(
    FORCES,
    'people.read',
    'people.invite',
    'people.confirm-recovery',
    'enrolments.create',
    'cohorts.manage',
    'grades.read',
    'certificates.revoke',
    'certificates.correct',
    'reports.read',
    'reports.export',
    'frameworks.manage',
  ),
  analyst_sesnsp: {
    ...rights(['police'], 'people.read', 'grades.read', 'people.confirm-recovery'),
    ...rights(
      CIVIL_AND_POLICE,
      'people.invite',
      'enrolments.create',
      'cohorts.manage',
      'reports.read',
      'reports.export',
      'frameworks.manage',
    ),
    ...rights(['police'], 'certificates.revoke', 'certificates.correct'),
  },
  analyst_semujeres: rights(
    COMMUNITY,
    'people.read',
    'people.invite',
    'people.confirm-recovery',
    'people.freeze',
    'enrolments.create',
    'cohorts.manage',
    'certificates.revoke',
    'certificates.correct',
    'reports.read',
    'reports.export',
    'frameworks.manage',
    'roundtables.log',
  ),
  platform_admin: rights(
    EVERY_SIDE,
    'people.confirm-recovery',
    'people.freeze',
    'people.end-sessions',
    'grants.give',
    'institutions.manage',
    'settings.manage',
    'cohorts.manage',
    'courses.create',
    'courses.publish',
    'banks.create',
    'banks.manage',
    'people.invite',
    'audit.read',
    'rights.answer',
    'frameworks.manage',
  ),
  observer: rights(EVERY_SIDE, 'reports.read'),
};

/** Actions that show who somebody is: the wall stops them, whatever else a person may do. */
export const REVEALS_IDENTITY: ReadonlySet<Action> = new Set([
  'people.read',
  'people.ask-recovery',
  'people.confirm-recovery',
  'people.freeze',
  'people.end-sessions',
  'grades.read',
  'answers.read',
  'answers.grade',
  'certificates.revoke',
  'certificates.correct',
  'audit.read',
  'rights.answer',
  'grants.give',
  'grants.delegate',
]);
