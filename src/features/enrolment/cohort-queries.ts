import type { Knex } from 'knex';
import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Actor } from '../../lib/actor.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { scopeOf } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';
import { UN_CATEGORIES, type Cohort, type Member } from './cohort-sheets.ts';

export const COHORTS_PER_PAGE = 50;
export const MEMBERS_PER_PAGE = 50;

const Row = z
  .object({
    id: z.string(),
    name: z.string(),
    course_id: z.string(),
    title_es: z.string(),
    title_en: z.string(),
    institution: z.string(),
    side: z.enum(SIDES),
    starts_on: z.string(),
    ends_on: z.string().nullable(),
    due_on: z.string().nullable(),
    deploys_on: z.string().nullable(),
    mission: z.string().nullable(),
    capacity: z.number().nullable(),
    category: z.enum(UN_CATEGORIES).nullable(),
    asks_open: Flag,
    path: z.string(),
    state_code: z.string().nullable(),
    cvegeo: z.string().nullable(),
  })
  .transform((row): Cohort => ({
    id: row.id,
    name: row.name,
    courseId: row.course_id,
    courseTitle: { es: row.title_es, en: row.title_en },
    institution: row.institution,
    side: row.side,
    startsOn: row.starts_on,
    endsOn: row.ends_on,
    dueOn: row.due_on,
    deploysOn: row.deploys_on,
    mission: row.mission,
    capacity: row.capacity,
    category: row.category,
    asksOpen: row.asks_open,
    place: {
      side: row.side,
      institutionPath: row.path,
      stateCode: row.state_code,
      cvegeo: row.cvegeo,
      networkId: null,
      courseId: row.course_id,
      cohortId: row.id,
    },
  }));

const MemberRow = z
  .object({
    person_id: z.string(),
    display_name: z.string(),
    username: z.string(),
    status: z.string(),
    started_at: Instant.nullable(),
    completed_on: z.string().nullable(),
    due_on: z.string().nullable(),
  })
  .transform((row): Member => ({
    personId: row.person_id,
    name: row.display_name,
    username: row.username,
    isFrozen: row.status === 'frozen',
    isStarted: row.started_at !== null,
    completedOn: row.completed_on,
    dueOn: row.due_on,
  }));

const Instructor = z
  .object({ id: z.string(), username: z.string(), display_name: z.string() })
  .transform(({ id, username, display_name: name }) => ({ id, username, name }));

const Total = z.object({ total: z.coerce.number() });

const COLUMNS = [
  'k.id',
  'k.name',
  'k.course_id',
  'v.title_es',
  'v.title_en',
  'i.name as institution',
  'k.side',
  'k.starts_on',
  'k.ends_on',
  'k.due_on',
  'k.deploys_on',
  'k.mission',
  'k.capacity',
  'k.category',
  'k.asks_open',
  'i.path',
  'i.state_code',
  'i.cvegeo',
];

const cohorts = (db: Db): Knex.QueryBuilder =>
  db('cohorts as k')
    .join('institutions as i', 'i.id', 'k.institution_id')
    .join('courses as c', 'c.id', 'k.course_id')
    .join('course_versions as v', 'v.id', 'c.current_version_id');

const OF_COHORT = {
  side: 'k.side',
  institutionPath: 'i.path',
  stateCode: 'i.state_code',
  cvegeo: 'i.cvegeo',
  courseId: 'k.course_id',
  cohortId: 'k.id',
};

/** People stand where they belong today, in this course and cohort. */
const OF_MEMBER = {
  side: 'p.side',
  institutionPath: 'i.path',
  stateCode: 'p.state_code',
  cvegeo: 'p.cvegeo',
  networkId: 'p.network_id',
  courseId: 'e.course_id',
  cohortId: 'e.cohort_id',
};

const members = (db: Db, cohortId: string): Knex.QueryBuilder =>
  db('enrolments as e')
    .join('people as p', 'p.id', 'e.person_id')
    .leftJoin('institutions as i', 'i.id', 'p.institution_id')
    .where('e.cohort_id', cohortId)
    .whereNot('e.status', 'withdrawn')
    .whereNot('p.status', 'closed');

/** Cohorts as those who run and teach them see them. Works on a pool or inside a transaction. */
export const cohortQueries = (db: Db) => ({
  /** Those that the actor manages or enrols into, the newest first. */
  async list(
    actor: Actor,
    search: string,
    page: number,
  ): Promise<{ entries: Cohort[]; more: boolean }> {
    const scope = [...scopeOf(actor, 'cohorts.manage'), ...scopeOf(actor, 'enrolments.create')];
    const query = withinScope(cohorts(db), scope, OF_COHORT);
    const wanted = toSearchText(search);
    const rows = (await query
      .select(COLUMNS)
      .orderBy([{ column: 'k.starts_on', order: 'desc' }, { column: 'k.id' }])
      .limit(COHORTS_PER_PAGE + 1)
      .offset((page - 1) * COHORTS_PER_PAGE)
      .modify((one) => {
        for (const word of wanted.split(' ').filter(Boolean).slice(0, 8)) {
          void one.where((any) => {
            void any
              .whereLike('v.search_text', `%${word}%`)
              .orWhereLike('i.search_text', `%${word}%`);
          });
        }
      })) as unknown[];
    const entries = rows.map((row) => Row.parse(row));
    return { entries: entries.slice(0, COHORTS_PER_PAGE), more: entries.length > COHORTS_PER_PAGE };
  },

  async byId(id: string): Promise<Cohort | null> {
    const row: unknown = await cohorts(db).select(COLUMNS).where('k.id', id).first();
    return row === undefined ? null : Row.parse(row);
  },

  async instructors(id: string): Promise<{ id: string; username: string; name: string }[]> {
    const rows: unknown[] = await db('cohort_instructors as x')
      .join('people as p', 'p.id', 'x.person_id')
      .select('p.id', 'p.username', 'p.display_name')
      .where({ 'x.cohort_id': id, 'p.status': 'active' })
      .orderBy('p.search_text');
    return rows.map((row) => Instructor.parse(row));
  },

  /** Everybody in it, whoever may read them. */
  async size(id: string): Promise<number> {
    return Total.parse(await members(db, id).count({ total: 'e.id' }).first()).total;
  },

  /** Those whom the actor may read by name; people under protection only for who may freeze. */
  async attendance(
    actor: Actor,
    id: string,
    page: number,
  ): Promise<{ members: Member[]; readable: number }> {
    const query = members(db, id).where((any) => {
      void any.where((all) => {
        void all.where('p.status', 'active');
        withinScope(all, scopeOf(actor, 'people.read'), OF_MEMBER);
      });
      void any.orWhere((all) => {
        void all.where('p.status', 'frozen');
        withinScope(all, scopeOf(actor, 'people.freeze'), OF_MEMBER);
      });
    });
    const { total } = Total.parse(await query.clone().count({ total: 'e.id' }).first());
    const rows = (await query
      .select('e.person_id', 'p.display_name', 'p.username', 'p.status')
      .select('e.started_at', 'e.completed_on', 'e.due_on')
      .orderBy(['p.search_text', 'p.id'])
      .limit(MEMBERS_PER_PAGE)
      .offset((page - 1) * MEMBERS_PER_PAGE)) as unknown[];
    return { members: rows.map((row) => MemberRow.parse(row)), readable: total };
  },
});
