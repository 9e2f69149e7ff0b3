import { z } from 'zod';
import { Flag } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Side } from '../../lib/actor.ts';
import { HomeColumns, homeOf } from '../permissions/place-row.ts';
import type { Place } from '../permissions/policy.ts';
import { withHome } from '../permissions/standing.ts';

/** A person who has an account, as far as a table may meet or change her. */
export interface Known {
  id: string;
  username: string;
  name: string;
  sex: string;
  side: Side;
  institutionId: string | null;
  /** The name of her institution. */
  institution: string | null;
  rankBand: string | null;
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
  /** The groups on whose waiting list she is. */
  waitsFor: string[];
}

const Row = HomeColumns.extend({
  id: z.string(),
  username: z.string(),
  display_name: z.string(),
  sex: z.string(),
  institution_id: z.string().nullable(),
  institution: z.string().nullable(),
  rank_band: z.string().nullable(),
  curp_digest: z.string().nullable(),
  cuip_digest: z.string().nullable(),
  email_digest: z.string().nullable(),
  status: z.string(),
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
const TurnRow = z.object({ person_id: z.string(), cohort_id: z.string() });

const toKnown = (row: z.output<typeof Row>): Known => ({
  id: row.id,
  username: row.username,
  name: row.display_name,
  sex: row.sex,
  side: row.side,
  institutionId: row.institution_id,
  institution: row.institution,
  rankBand: row.rank_band,
  networkId: row.network_id,
  cvegeo: row.cvegeo,
  curpDigest: row.curp_digest,
  cuipDigest: row.cuip_digest,
  emailDigest: row.email_digest,
  isActive: row.status === 'active',
  isFresh: row.fresh,
  place: homeOf(row),
  memberships: [],
  enrolments: [],
  waitsFor: [],
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
    const rows: unknown = await withHome(db('people as p'))
      .whereIn(`p.${column}`, [...new Set(values)])
      .whereNot('p.status', 'closed')
      .select('p.id', 'p.username', 'p.display_name', 'p.sex', 'p.institution_id', 'p.status')
      .select('p.rank_band', 'i.name as institution')
      .select('p.curp_digest', 'p.cuip_digest', 'p.email_digest', {
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
  await addStanding(db, found);
  return [...found.values()];
}

/** Where these people belong, what they study and where they wait. */
async function addStanding(db: Db, found: ReadonlyMap<string, Known>): Promise<void> {
  const people = [...found.keys()];
  if (people.length === 0) return;
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
  const turns: unknown = await db('cohort_requests')
    .whereIn('person_id', people)
    .where('state', 'waiting')
    .select('person_id', 'cohort_id');
  for (const row of z.array(TurnRow).parse(turns))
    found.get(row.person_id)?.waitsFor.push(row.cohort_id);
}
