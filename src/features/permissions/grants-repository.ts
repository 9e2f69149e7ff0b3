import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { ROLES, SIDES, type Actor, type Role, type Side } from '../../lib/actor.ts';
import { dayOf } from '../../lib/clock.ts';
import { newId } from '../../lib/random-code.ts';
import type { GrantEntry } from './grant-sheets.ts';
import { scopeOf, type Place } from './policy.ts';
import { withinScope } from './scope-filter.ts';
import { placeOf } from './place-row.ts';

export const GRANTS_PER_PAGE = 50;

export interface NewGrant {
  personId: string;
  role: Role;
  institutionId: string | null;
  stateCode: string | null;
  cvegeo: string | null;
  networkId: string | null;
  courseId: string | null;
  grantedBy: string;
  endsOn: string | null;
  now: Date;
}

const Row = z
  .object({
    id: z.string(),
    role: z.enum(ROLES),
    person_id: z.string(),
    username: z.string(),
    name: z.string(),
    side: z.enum(SIDES),
    institution: z.string().nullable(),
    institution_path: z.string().nullable(),
    state_code: z.string().nullable(),
    state: z.string().nullable(),
    cvegeo: z.string().nullable(),
    municipality: z.string().nullable(),
    network_id: z.string().nullable(),
    network: z.string().nullable(),
    course_id: z.string().nullable(),
    course_es: z.string().nullable(),
    course_en: z.string().nullable(),
    cohort_id: z.string().nullable(),
    cohort: z.string().nullable(),
    granted_at: Instant,
    granted_by: z.string().nullable(),
    ends_on: z.string().nullable(),
  })
  .transform((row): GrantEntry => ({
    id: row.id,
    role: row.role,
    person: { id: row.person_id, username: row.username, name: row.name },
    place: placeOf(row),
    scope: {
      institution: row.institution,
      state: row.state,
      municipality: row.municipality,
      network: row.network,
      course: row.course_es === null ? null : { es: row.course_es, en: row.course_en ?? '' },
      cohort: row.cohort,
    },
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
    endsOn: row.ends_on,
  }));

const Lies = z
  .object({
    path: z.string().nullable(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
  })
  .optional();

const live = (query: Knex.QueryBuilder, now: Date): Knex.QueryBuilder =>
  query.whereNull('g.withdrawn_at').where((open) => {
    void open.whereNull('g.ends_on').orWhere('g.ends_on', '>=', dayOf(now));
  });

const withNames = (db: Db): Knex.QueryBuilder =>
  db('grants as g')
    .join('people as p', 'p.id', 'g.person_id')
    .leftJoin('people as b', 'b.id', 'g.granted_by')
    .leftJoin('institutions as i', 'i.id', 'g.institution_id')
    .leftJoin('states as s', 's.code', 'g.state_code')
    .leftJoin('municipalities as m', 'm.cvegeo', 'g.cvegeo')
    .leftJoin('networks as n', 'n.id', 'g.network_id')
    .leftJoin('institutions as w', 'w.id', 'n.sponsor_id')
    .leftJoin('courses as c', 'c.id', 'g.course_id')
    .leftJoin('course_versions as v', 'v.id', 'c.current_version_id')
    .leftJoin('cohorts as k', 'k.id', 'g.cohort_id');

/** A network lies where it is, and under the institution that accompanies it. */
const columns = (db: Db) => [
  'g.id',
  'g.role',
  'g.person_id',
  'p.username',
  'p.display_name as name',
  'p.side',
  'i.name as institution',
  db.raw('coalesce(i.path, w.path) as institution_path'),
  db.raw('coalesce(g.state_code, n.state_code, i.state_code) as state_code'),
  's.name as state',
  db.raw('coalesce(g.cvegeo, n.cvegeo, i.cvegeo) as cvegeo'),
  'm.name as municipality',
  'g.network_id',
  'n.name as network',
  'g.course_id',
  'v.title_es as course_es',
  'v.title_en as course_en',
  'g.cohort_id',
  'k.name as cohort',
  'g.granted_at',
  'b.username as granted_by',
  'g.ends_on',
];

const OF_GRANT = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'g.state_code',
  cvegeo: 'g.cvegeo',
  networkId: 'g.network_id',
  courseId: 'g.course_id',
  cohortId: 'g.cohort_id',
};
const OF_NETWORK = {
  ...OF_GRANT,
  institutionPath: 'w.path',
  stateCode: 'n.state_code',
  cvegeo: 'n.cvegeo',
};

/** Roles that people hold. A withdrawn one stays as history. */
export const grantsRepository = (db: Db) => ({
  /** Live grants within what the actor may give, newest first; one person's when a user name is given. */
  async list(
    actor: Actor,
    { role, username }: { role: Role | undefined; username: string },
    { page, now }: { page: number; now: Date },
  ): Promise<{ entries: GrantEntry[]; more: boolean }> {
    const scope = [...scopeOf(actor, 'grants.give'), ...scopeOf(actor, 'grants.delegate')];
    const query = live(withNames(db), now).where((any) => {
      void any.where((own) => withinScope(own, scope, OF_GRANT));
      void any.orWhere((network) =>
        withinScope(network.whereNotNull('g.network_id'), scope, OF_NETWORK),
      );
    });
    if (role !== undefined) void query.where('g.role', role);
    if (username !== '') void query.where('p.username', username);
    const rows = (await query
      .whereNot('p.status', 'closed')
      .select(columns(db))
      .orderBy([
        { column: 'g.granted_at', order: 'desc' },
        { column: 'g.id', order: 'asc' },
      ])
      .limit(GRANTS_PER_PAGE + 1)
      .offset((page - 1) * GRANTS_PER_PAGE)) as unknown[];
    const entries = rows.map((row) => Row.parse(row));
    return { entries: entries.slice(0, GRANTS_PER_PAGE), more: entries.length > GRANTS_PER_PAGE };
  },

  async byId(id: string, now: Date): Promise<GrantEntry | null> {
    const row: unknown = await live(withNames(db), now)
      .select(columns(db))
      .where('g.id', id)
      .first();
    return row === undefined ? null : Row.parse(row);
  },

  /** Whether the same role with the same scope is held already. */
  async exists(grant: NewGrant): Promise<boolean> {
    const row: unknown = await live(db('grants as g'), grant.now)
      .select('g.id')
      .where({
        'g.person_id': grant.personId,
        'g.role': grant.role,
        'g.institution_id': grant.institutionId,
        'g.state_code': grant.stateCode,
        'g.cvegeo': grant.cvegeo,
        'g.network_id': grant.networkId,
        'g.course_id': grant.courseId,
        'g.cohort_id': null,
      })
      .first();
    return row !== undefined;
  },

  /** The last day of the longest of these roles that somebody holds; null: one of them has no end. */
  async lastDayOf(personId: string, roles: readonly Role[], now: Date): Promise<string | null> {
    const rows = (await live(db('grants as g'), now)
      .select('g.ends_on')
      .where('g.person_id', personId)
      .whereIn('g.role', [...roles])) as unknown[];
    const ends = z.array(z.object({ ends_on: z.string().nullable() })).parse(rows);
    if (ends.some((one) => one.ends_on === null)) return null;
    return (
      ends
        .map((one) => one.ends_on ?? '')
        .sort()
        .at(-1) ?? null
    );
  },

  /** Where the scope of a role lies: a network, where it is and under who accompanies it. */
  async placeOfScope(
    side: Side,
    scope: Pick<NewGrant, 'institutionId' | 'stateCode' | 'cvegeo' | 'networkId' | 'courseId'>,
  ): Promise<Place> {
    const network = Lies.parse(
      await db('networks as n')
        .leftJoin('institutions as w', 'w.id', 'n.sponsor_id')
        .select('w.path', 'n.state_code', 'n.cvegeo')
        .where('n.id', scope.networkId ?? '')
        .first(),
    );
    const institution = Lies.parse(
      await db('institutions')
        .select('path', 'state_code', 'cvegeo')
        .where('id', scope.institutionId ?? '')
        .first(),
    );
    const lies = institution ?? network;
    const cvegeo = scope.cvegeo ?? lies?.cvegeo ?? null;
    return {
      side,
      institutionPath: lies?.path ?? null,
      stateCode: scope.stateCode ?? lies?.state_code ?? cvegeo?.slice(0, 2) ?? null,
      cvegeo,
      networkId: scope.networkId,
      courseId: scope.courseId,
      cohortId: null,
    };
  },

  async add(grant: NewGrant): Promise<string> {
    const id = newId();
    await db('grants').insert({
      id,
      person_id: grant.personId,
      role: grant.role,
      institution_id: grant.institutionId,
      state_code: grant.stateCode,
      cvegeo: grant.cvegeo,
      network_id: grant.networkId,
      course_id: grant.courseId,
      cohort_id: null,
      granted_by: grant.grantedBy,
      granted_at: toColumn(grant.now),
      ends_on: grant.endsOn,
    });
    return id;
  },

  /** Answers whether it was not withdrawn before. */
  async withdraw(id: string, by: string, now: Date): Promise<boolean> {
    const changed = await db('grants')
      .where('id', id)
      .whereNull('withdrawn_at')
      .update({ withdrawn_at: toColumn(now), withdrawn_by: by });
    return changed > 0;
  },
});

const Holder = z.object({ person_id: z.string(), ends_on: z.string().nullable() });

/**
 * Whether nobody else could give roles to everybody tomorrow: an administrator behind the wall gives none in the community.
 * Locks those grants until the transaction ends, so that two
 * administrators cannot take leave of each other at the same moment.
 */
export async function isLastAdministrator(trx: Db, personId: string, now: Date): Promise<boolean> {
  const holders = z
    .array(Holder)
    .parse(
      await live(trx('grants as g'), now)
        .join('people as p', 'p.id', 'g.person_id')
        .select('g.person_id', 'g.ends_on')
        .where({ 'g.role': 'platform_admin', 'p.status': 'active', 'p.side': 'community' })
        .forUpdate('g'),
    );
  const isOne = holders.some((holder) => holder.person_id === personId);
  return (
    isOne && !holders.some((holder) => holder.person_id !== personId && holder.ends_on === null)
  );
}
