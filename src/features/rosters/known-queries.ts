import { z } from 'zod';
import { Flag } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import type { Place } from '../permissions/policy.ts';
import { nameKey } from './identity.ts';

/** A person who has an account, as far as a table may meet or change her. */
export interface Known {
  id: string;
  username: string;
  name: string;
  sex: string;
  side: Side;
  institutionId: string | null;
  networkId: string | null;
  cvegeo: string | null;
  curpDigest: string | null;
  cuipDigest: string | null;
  emailDigest: string | null;
  isActive: boolean;
  /** An import made her and she has not chosen a password yet. */
  isFresh: boolean;
  place: Place;
  memberships: { id: string; institutionId: string | null; networkId: string | null }[];
  enrolments: { id: string; courseId: string; cohortId: string | null; status: string }[];
}

const Row = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  sex: z.string(),
  side: z.enum(SIDES),
  institution_id: z.string().nullable(),
  network_id: z.string().nullable(),
  cvegeo: z.string().nullable(),
  state_code: z.string().nullable(),
  curp_digest: z.string().nullable(),
  cuip_digest: z.string().nullable(),
  email_digest: z.string().nullable(),
  status: z.string(),
  path: z.string().nullable(),
  fresh: Flag,
});
const MembershipRow = z.object({
  id: z.string(),
  person_id: z.string(),
  institution_id: z.string().nullable(),
  network_id: z.string().nullable(),
});
const EnrolmentRow = z.object({
  id: z.string(),
  person_id: z.string(),
  course_id: z.string(),
  cohort_id: z.string().nullable(),
  status: z.string(),
});

const toKnown = (row: z.output<typeof Row>): Known => ({
  id: row.id,
  username: row.username,
  name: row.display_name,
  sex: row.sex,
  side: row.side,
  institutionId: row.institution_id,
  networkId: row.network_id,
  cvegeo: row.cvegeo,
  curpDigest: row.curp_digest,
  cuipDigest: row.cuip_digest,
  emailDigest: row.email_digest,
  isActive: row.status === 'active',
  isFresh: row.fresh,
  place: {
    side: row.side,
    institutionPath: row.path,
    stateCode: row.state_code,
    cvegeo: row.cvegeo,
    networkId: row.network_id,
    courseId: null,
    cohortId: null,
  },
  memberships: [],
  enrolments: [],
});

/** By what people are looked for. */
export interface Wanted {
  ids: readonly string[];
  curps: readonly string[];
  cuips: readonly string[];
  usernames: readonly string[];
  emails: readonly string[];
}

/** Everybody who has one of these ids, keys, names or addresses; closed accounts aside. */
export async function knownPeople(
  db: Db,
  { ids, curps, cuips, usernames, emails }: Wanted,
): Promise<Known[]> {
  const found = new Map<string, Known>();
  const by = async (column: string, values: readonly string[]): Promise<void> => {
    if (values.length === 0) return;
    const rows: unknown = await db('people as p')
      .leftJoin('institutions as i', 'i.id', 'p.institution_id')
      .whereIn(`p.${column}`, [...new Set(values)])
      .whereNot('p.status', 'closed')
      .select('p.id', 'p.username', 'p.display_name', 'p.sex', 'p.side', 'p.institution_id')
      .select('p.network_id', 'p.cvegeo', 'p.state_code', 'p.curp_digest', 'p.cuip_digest')
      .select('p.email_digest', 'p.status', 'i.path', {
        fresh: db.raw(
          'exists (select 1 from people_imports f where f.no_password = p.password_hash)',
        ),
      });
    for (const row of z.array(Row).parse(rows))
      if (!found.has(row.id)) found.set(row.id, toKnown(row));
  };
  await by('id', ids);
  await by('curp_digest', curps);
  await by('cuip_digest', cuips);
  await by('username', usernames);
  await by('email_digest', emails);
  const people = [...found.keys()];
  if (people.length === 0) return [];
  const memberships: unknown = await db('memberships')
    .whereIn('person_id', people)
    .whereNull('to_on')
    .select('id', 'person_id', 'institution_id', 'network_id');
  for (const row of z.array(MembershipRow).parse(memberships))
    found.get(row.person_id)?.memberships.push({
      id: row.id,
      institutionId: row.institution_id,
      networkId: row.network_id,
    });
  const enrolments: unknown = await db('enrolments')
    .whereIn('person_id', people)
    .orderBy('cycle', 'desc')
    .select('id', 'person_id', 'course_id', 'cohort_id', 'status');
  for (const row of z.array(EnrolmentRow).parse(enrolments)) {
    const own = found.get(row.person_id)?.enrolments ?? [];
    // The newest cycle of each course is the one that counts.
    if (own.every(({ courseId }) => courseId !== row.course_id))
      own.push({
        id: row.id,
        courseId: row.course_id,
        cohortId: row.cohort_id,
        status: row.status,
      });
  }
  return [...found.values()];
}

/** Somebody of the same name in the same place. */
export interface Namesake {
  id: string;
  username: string;
  hasCurp: boolean;
  hasCuip: boolean;
  place: Place;
}

const NamesakeRow = z.object({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  side: z.enum(SIDES),
  network_id: z.string().nullable(),
  curp_digest: z.string().nullable(),
  cuip_digest: z.string().nullable(),
  path: z.string().nullable(),
});
const KEPT = 40;

/** Finds people by name among those of one place, and remembers the places it has read. */
export function namesakes() {
  const places = new Map<string, Map<string, Namesake[]>>();
  return async (
    db: Db,
    name: string,
    where: { cvegeo: string; institutionId: string | null; networkId: string | null },
  ): Promise<readonly Namesake[]> => {
    const key = [where.cvegeo, where.institutionId, where.networkId].join(' ');
    let names = places.get(key);
    if (names === undefined) {
      names = await peopleThere(db, where);
      if (places.size >= KEPT) places.clear();
      places.set(key, names);
    }
    return names.get(nameKey(name)) ?? [];
  };
}

/** The people of one place by name. */
async function peopleThere(
  db: Db,
  {
    cvegeo,
    institutionId,
    networkId,
  }: { cvegeo: string; institutionId: string | null; networkId: string | null },
): Promise<Map<string, Namesake[]>> {
  const stateCode = cvegeo.slice(0, 2);
  const query = db('people as p')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .select('p.id', 'p.username', 'p.display_name', 'p.side', 'p.network_id')
    .select('p.curp_digest', 'p.cuip_digest', 'i.path')
    .where({ 'p.cvegeo': cvegeo, 'p.state_code': stateCode, 'p.status': 'active' });
  if (institutionId !== null) void query.where('p.institution_id', institutionId);
  else if (networkId !== null) void query.where('p.network_id', networkId);
  const rows: unknown = await query;
  const names = new Map<string, Namesake[]>();
  for (const row of z.array(NamesakeRow).parse(rows)) {
    const called = nameKey(row.display_name);
    const own = names.get(called) ?? [];
    own.push({
      id: row.id,
      username: row.username,
      hasCurp: row.curp_digest !== null,
      hasCuip: row.cuip_digest !== null,
      place: {
        side: row.side,
        institutionPath: row.path,
        stateCode,
        cvegeo,
        networkId: row.network_id,
        courseId: null,
        cohortId: null,
      },
    });
    names.set(called, own);
  }
  return names;
}
