import type { Knex } from 'knex';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { nowhere, type Clause, type Place } from '../permissions/policy.ts';
import { withinScope } from '../permissions/scope-filter.ts';

export const TARGET_KINDS = ['red', 'institucion', 'grupo'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** A network, an institution or a cohort that people may be invited into. */
export interface Target {
  kind: TargetKind;
  id: string;
  name: string;
  institutionId: string | null;
  networkId: string | null;
  cohortId: string | null;
  /** The course of a cohort. */
  courseId: string | null;
  place: Place;
}

const Row = z.object({
  id: z.string(),
  name: z.string(),
  side: z.enum(SIDES),
  path: z.string().nullable(),
  state_code: z.string().nullable(),
  cvegeo: z.string().nullable(),
  institution_id: z.string().nullable(),
  course_id: z.string().nullable(),
});

const toTarget =
  (kind: TargetKind) =>
  (row: z.output<typeof Row>): Target => {
    const networkId = kind === 'red' ? row.id : null;
    const cohortId = kind === 'grupo' ? row.id : null;
    return {
      kind,
      id: row.id,
      name: row.name,
      institutionId: row.institution_id,
      networkId,
      cohortId,
      courseId: row.course_id,
      place: {
        ...nowhere,
        side: row.side,
        institutionPath: row.path,
        stateCode: row.state_code,
        cvegeo: row.cvegeo,
        networkId,
        cohortId,
        courseId: row.course_id,
      },
    };
  };

/** The three kinds with equal columns, so that one scope and one search serve all. */
const sourceOf: Record<TargetKind, (db: Db, today: string) => Knex.QueryBuilder> = {
  red: (db) =>
    db('networks as n')
      .select('n.id', 'n.name', 'n.state_code', 'n.cvegeo', 'n.search_text', 'n.id as network_id')
      .select(
        db.raw("'community' as side"),
        db.raw('null as path'),
        db.raw('null as institution_id'),
        db.raw('null as course_id'),
        db.raw('null as cohort_id'),
      )
      .whereNot('n.status', 'concluida'),
  institucion: (db, today) =>
    db('institutions as i')
      .select('i.id', 'i.name', 'i.state_code', 'i.cvegeo', 'i.search_text', 'i.side', 'i.path')
      .select(
        'i.id as institution_id',
        db.raw('null as network_id'),
        db.raw('null as course_id'),
        db.raw('null as cohort_id'),
      )
      .where((open) => open.whereNull('i.valid_to').orWhere('i.valid_to', '>=', today)),
  grupo: (db, today) =>
    db('cohorts as c')
      .join('institutions as i', 'i.id', 'c.institution_id')
      .select('c.id', 'c.name', 'i.state_code', 'i.cvegeo', 'i.search_text', 'c.side', 'i.path')
      .select('c.institution_id', 'c.course_id', 'c.id as cohort_id', db.raw('null as network_id'))
      // A mixed cohort would put people on the wrong side of the wall.
      .whereRaw('c.side = i.side')
      .where((open) => open.whereNull('c.ends_on').orWhere('c.ends_on', '>=', today)),
};

const COLUMNS = {
  side: 't.side',
  institutionPath: 't.path',
  stateCode: 't.state_code',
  cvegeo: 't.cvegeo',
  networkId: 't.network_id',
  courseId: 't.course_id',
  cohortId: 't.cohort_id',
};

const PICKED = [
  't.id',
  't.name',
  't.side',
  't.path',
  't.state_code',
  't.cvegeo',
  't.institution_id',
  't.course_id',
];

/** How many of a kind a form offers before it asks for a search. */
export const OFFERED = 200;

/** The open targets of a kind within a scope, by name. */
export async function targetsWithin(
  db: Db,
  kind: TargetKind,
  scope: readonly Clause[],
  { today, search }: { today: string; search: string },
): Promise<Target[]> {
  const query = db(sourceOf[kind](db, today).as('t')).select(PICKED);
  for (const word of toSearchText(search).split(' ').slice(0, 6)) {
    if (word !== '') void query.where('t.search_text', 'like', `%${word}%`);
  }
  const rows: unknown = await withinScope(query, scope, COLUMNS)
    .orderBy('t.name')
    .limit(OFFERED + 1);
  return z.array(Row).parse(rows).map(toTarget(kind));
}

/** One open target, wherever it lies: the caller asks whether the person may. */
export async function targetById(
  db: Db,
  kind: TargetKind,
  id: string,
  today: string,
): Promise<Target | null> {
  const row: unknown = await db(sourceOf[kind](db, today).as('t'))
    .select(PICKED)
    .where('t.id', id)
    .first();
  return row === undefined ? null : toTarget(kind)(Row.parse(row));
}

/** An open network by its code, or an institution by its id or short name: what an operator types. */
export async function targetNamed(
  db: Db,
  kind: 'red' | 'institucion',
  name: string,
  today: string,
): Promise<Target | null> {
  const table = kind === 'red' ? 'networks' : 'institutions';
  const column = kind === 'red' ? 'code' : 'short_name';
  const row = z
    .object({ id: z.string() })
    .optional()
    .parse(await db(table).select('id').where('id', name).orWhere(column, name).first());
  return row === undefined ? null : targetById(db, kind, row.id, today);
}
