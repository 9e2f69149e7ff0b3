import type { Db } from '../db/connection.ts';
import { toColumn } from '../db/columns.ts';
import type { Role, Side } from '../lib/actor.ts';
import { toSearchText } from '../lib/search-text.ts';
import { dayOf } from '../lib/clock.ts';
import { newestOf, readNotices } from '../features/accounts/notices.ts';

/** Rows for the demonstration and the tests: what is not said is plain and valid. */
export interface NewInstitution {
  id: string;
  name: string;
  shortName?: string;
  type: string;
  level: 'federal' | 'state' | 'municipal';
  side: Side;
  parentId?: string;
  stateCode?: string;
  cvegeo?: string;
  validFrom?: string;
  validTo?: string;
  successorId?: string;
}

export async function addInstitution(db: Db, institution: NewInstitution): Promise<void> {
  const parent: unknown =
    institution.parentId === undefined
      ? undefined
      : await db('institutions').select('path').where('id', institution.parentId).first();
  const parentPath = parent === undefined ? '/' : (parent as { path: string }).path;
  await db('institutions').insert({
    id: institution.id,
    type: institution.type,
    name: institution.name,
    short_name: institution.shortName ?? institution.name,
    search_text: toSearchText(`${institution.name} ${institution.shortName ?? ''}`),
    parent_id: institution.parentId ?? null,
    path: `${parentPath}${institution.id}/`,
    level: institution.level,
    side: institution.side,
    state_code: institution.stateCode ?? null,
    cvegeo: institution.cvegeo ?? null,
    valid_from: institution.validFrom ?? null,
    valid_to: institution.validTo ?? null,
    successor_id: institution.successorId ?? null,
  });
}

export interface NewNetwork {
  id: string;
  code: string;
  name: string;
  cvegeo: string;
  kind?: string;
  sponsorId?: string;
  fundingSource?: string;
  foundedOn?: string;
  status?: string;
}

export async function addNetwork(db: Db, network: NewNetwork): Promise<void> {
  await db('networks').insert({
    id: network.id,
    code: network.code,
    name: network.name,
    search_text: toSearchText(`${network.name} ${network.code}`),
    cvegeo: network.cvegeo,
    state_code: network.cvegeo.slice(0, 2),
    kind: network.kind ?? 'mucpaz',
    sponsor_id: network.sponsorId ?? null,
    funding_source: network.fundingSource ?? null,
    founded_on: network.foundedOn ?? null,
    status: network.status ?? 'activa',
  });
}

export interface NewPerson {
  id: string;
  username: string;
  displayName: string;
  passwordHash: string;
  sex: 'mujer' | 'hombre' | 'intersexual' | 'no_dice';
  side: Side;
  cvegeo?: string;
  institutionId?: string;
  networkId?: string;
  rankBand?: string;
  createdAt: Date;
  demo?: boolean;
}

export const personRow = (person: NewPerson): Record<string, unknown> => ({
  id: person.id,
  username: person.username,
  display_name: person.displayName,
  search_text: toSearchText(`${person.displayName} ${person.username}`),
  password_hash: person.passwordHash,
  sex: person.sex,
  cvegeo: person.cvegeo ?? null,
  state_code: person.cvegeo?.slice(0, 2) ?? null,
  institution_id: person.institutionId ?? null,
  network_id: person.networkId ?? null,
  side: person.side,
  rank_band: person.rankBand ?? null,
  email_recovery: false,
  language: 'es-MX',
  discreet: false,
  extra_time_percent: 0,
  status: 'active',
  created_at: toColumn(person.createdAt),
  demo: person.demo ?? false,
});

export interface NewEnrolment {
  id: string;
  version: { id: string; courseId: string };
  cohortId: string | null;
  enrolledAt: Date;
  startedAt: Date | null;
  /** Of the person's institution. */
  institutionPath: string | null;
}

/** An enrolment as it keeps who the person was on that day. */
export const enrolmentRow = (person: NewPerson, made: NewEnrolment): Record<string, unknown> => ({
  id: made.id,
  person_id: person.id,
  course_id: made.version.courseId,
  version_id: made.version.id,
  cohort_id: made.cohortId,
  cycle: 1,
  status: 'active',
  enrolled_at: toColumn(made.enrolledAt),
  enrolled_on: dayOf(made.enrolledAt),
  started_at: made.startedAt === null ? null : toColumn(made.startedAt),
  withdrawn_at: null,
  institution_id: person.institutionId ?? null,
  institution_path: made.institutionPath,
  network_id: person.networkId ?? null,
  cvegeo: person.cvegeo ?? null,
  state_code: person.cvegeo?.slice(0, 2) ?? null,
  sex: person.sex,
  side: person.side,
  rank_band: person.rankBand ?? null,
});

/** What the invented people have accepted. */
const newestNotice = newestOf(readNotices()).version;

/** A person with her membership, and the privacy notice accepted, from the day she was created. */
export async function addPerson(db: Db, person: NewPerson): Promise<void> {
  await db('people').insert(personRow(person));
  await db('memberships').insert({
    id: `m-${person.id}`,
    person_id: person.id,
    institution_id: person.institutionId ?? null,
    network_id: person.networkId ?? null,
    role: 'member',
    from_on: dayOf(person.createdAt),
  });
  await db('privacy_acceptances').insert({
    person_id: person.id,
    version: newestNotice,
    accepted_at: toColumn(person.createdAt),
  });
}

export interface NewGrant {
  id: string;
  personId: string;
  role: Role;
  institutionId?: string;
  stateCode?: string;
  networkId?: string;
  courseId?: string;
  cohortId?: string;
  grantedAt: Date;
}

export async function addGrant(db: Db, grant: NewGrant): Promise<void> {
  await db('grants').insert({
    id: grant.id,
    person_id: grant.personId,
    role: grant.role,
    institution_id: grant.institutionId ?? null,
    state_code: grant.stateCode ?? null,
    network_id: grant.networkId ?? null,
    course_id: grant.courseId ?? null,
    cohort_id: grant.cohortId ?? null,
    granted_at: toColumn(grant.grantedAt),
  });
}

export interface NewCohort {
  id: string;
  name: string;
  courseId: string;
  institutionId: string;
  side: Side;
  startsOn: string;
  endsOn?: string;
  dueOn?: string;
  deploysOn?: string;
  mission?: string;
  category?: string;
  capacity?: number;
  asksOpen?: boolean;
  instructorIds: string[];
  createdAt: Date;
}

/** A cohort; its instructors get the grant that their scope comes from. */
export async function addCohort(db: Db, cohort: NewCohort): Promise<void> {
  await db('cohorts').insert({
    id: cohort.id,
    name: cohort.name,
    course_id: cohort.courseId,
    institution_id: cohort.institutionId,
    side: cohort.side,
    starts_on: cohort.startsOn,
    ends_on: cohort.endsOn ?? null,
    due_on: cohort.dueOn ?? null,
    deploys_on: cohort.deploysOn ?? null,
    mission: cohort.mission ?? null,
    category: cohort.category ?? null,
    capacity: cohort.capacity ?? null,
    asks_open: cohort.asksOpen ?? false,
    created_at: toColumn(cohort.createdAt),
  });
  for (const personId of cohort.instructorIds) {
    await db('cohort_instructors').insert({ cohort_id: cohort.id, person_id: personId });
    await addGrant(db, {
      id: `g-${cohort.id}-${personId}`,
      personId,
      role: 'instructor',
      cohortId: cohort.id,
      grantedAt: cohort.createdAt,
    });
  }
}
