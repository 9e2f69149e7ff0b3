import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { CohortPlaces } from '../enrolment/cohort-places.ts';
import type { AddedBy } from '../enrolment/turns.ts';
import type { EnrolMany, EnrolPerson } from '../enrolment/enrolling.ts';
import type { Change, NewAct } from './acts-repository.ts';
import type { Enrol } from './planned.ts';

/** Ports to enrolment: places in groups, and courses without one. */
export interface Enrolling {
  cohortPlaces: Pick<CohortPlaces, 'hold' | 'takeAll'>;
  enrolMany: EnrolMany;
  enrolPerson: EnrolPerson;
}

/** Somebody whom a row brings into a course. */
export interface ToEnrol {
  row: number;
  personId: string;
  /** The row has made her: she has been nowhere before. */
  isNew: boolean;
  enrol: Enrol;
}

/** What became of rows that bring people into courses. */
export interface Enrolled {
  acts: NewAct[];
  enrolled: number;
  waiting: number;
  /** Nothing came of them: the group is over by now, or she came into another one meanwhile. */
  left: number;
}

const EnrolmentRow = z.object({
  id: z.string(),
  person_id: z.string(),
  course_id: z.string(),
  cohort_id: z.string().nullable(),
  status: z.string(),
  due_on: z.string().nullable(),
});
const RequestRow = z.object({
  id: z.string(),
  person_id: z.string(),
  cohort_id: z.string(),
  state: z.string(),
});
type EnrolmentRow = z.output<typeof EnrolmentRow>;
type RequestRow = z.output<typeof RequestRow>;

/** Where people stand in these courses and at the doors of these groups. */
interface Standing {
  enrolments: ReadonlyMap<string, EnrolmentRow>;
  requests: ReadonlyMap<string, RequestRow>;
}
const nowhereYet: Standing = { enrolments: new Map(), requests: new Map() };
const key = (personId: string, id: string): string => `${personId} ${id}`;

async function standingOf(trx: Db, rows: readonly ToEnrol[]): Promise<Standing> {
  if (rows.length === 0) return nowhereYet;
  const people = [...new Set(rows.map(({ personId }) => personId))];
  const courses = [...new Set(rows.map(({ enrol }) => enrol.version.courseId))];
  const cohorts = [...new Set(rows.flatMap(({ enrol }) => enrol.cohort?.id ?? []))];
  const enrolments: unknown = await trx('enrolments')
    .select('id', 'person_id', 'course_id', 'cohort_id', 'status', 'due_on')
    .whereIn('person_id', people)
    .whereIn('course_id', courses)
    .orderBy('cycle');
  const requests: unknown =
    cohorts.length === 0
      ? []
      : await trx('cohort_requests')
          .select('id', 'person_id', 'cohort_id', 'state')
          .whereIn('person_id', people)
          .whereIn('cohort_id', cohorts)
          .whereIn('state', ['asked', 'waiting']);
  return {
    enrolments: new Map(
      z
        .array(EnrolmentRow)
        .parse(enrolments)
        .map((row) => [key(row.person_id, row.course_id), row]),
    ),
    requests: new Map(
      z
        .array(RequestRow)
        .parse(requests)
        .map((row) => [key(row.person_id, row.cohort_id), row]),
    ),
  };
}

/** The columns that are another now. */
function changed(before: EnrolmentRow, after: EnrolmentRow): Change {
  const change: Change = {};
  for (const column of ['cohort_id', 'due_on'] as const)
    if (before[column] !== after[column])
      change[column] = { before: before[column], after: after[column] };
  return change;
}

/** What a turn has changed, and how she stood in the course when she got it: a place that comes of it is taken back to that. */
function turnOf(asked: RequestRow | undefined, was: EnrolmentRow | undefined): Change | null {
  const change: Change = {
    ...(asked === undefined ? {} : { state: { before: 'asked', after: 'waiting' } }),
    ...(was === undefined
      ? {}
      : {
          status: { before: was.status, after: null },
          cohort_id: { before: was.cohort_id, after: null },
          due_on: { before: was.due_on, after: null },
        }),
  };
  return Object.keys(change).length === 0 ? null : change;
}

/** What was done for one row, so that it can be taken back. */
function actOf(one: ToEnrol, before: Standing, after: Standing, at: string): NewAct | null {
  const { row, personId, enrol } = one;
  const inCourse = key(personId, enrol.version.courseId);
  const atDoor = key(personId, enrol.cohort?.id ?? '');
  const asked = before.requests.get(atDoor);
  const request = after.requests.get(atDoor);
  const was = before.enrolments.get(inCourse);
  if (request?.state === 'waiting') {
    if (asked?.state === 'waiting') return null;
    return { row, personId, kind: 'request', objectId: request.id, change: turnOf(asked, was) };
  }
  const is = after.enrolments.get(inCourse);
  if (is === undefined) return null;
  // What she had asked for is answered by her place, and asked again when that is taken back.
  const answered: Change =
    asked === undefined ? {} : { request: { before: asked.id, after: null } };
  const change = { ...(was === undefined ? {} : changed(was, is)), ...answered };
  const kept = Object.keys(change).length === 0 ? null : change;
  const act = { row, personId, objectId: is.id };
  if (was === undefined) return { ...act, kind: 'enrolment', change: kept };
  if (was.status === 'withdrawn' && is.status !== 'withdrawn')
    return {
      ...act,
      kind: 'enrolment-resumed',
      change: { ...change, at: { before: null, after: at } },
    };
  return was.cohort_id === is.cohort_id ? null : { ...act, kind: 'cohort', change: kept };
}

/** Those of whom `of` says the same, together. */
function grouped<T>(all: readonly T[], of: (one: T) => string): [string, T[]][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(of(one), [...(groups.get(of(one)) ?? []), one]);
  return [...groups];
}

/**
 * Brings people into courses, and into groups by their places: who finds none waits. `by` is whoever brought the table.
 * Groups are held in one order, so that two tables never wait for each other.
 */
export async function enrolRows(
  trx: Db,
  rows: readonly ToEnrol[],
  { cohortPlaces, enrolMany, enrolPerson }: Enrolling,
  { by, now }: { by: AddedBy; now: Date },
): Promise<Enrolled> {
  const before = await standingOf(
    trx,
    rows.filter(({ isNew }) => !isNew),
  );
  const inGroups = rows.filter(({ enrol }) => enrol.cohort !== null);
  for (const [id, some] of grouped(inGroups, ({ enrol }) => enrol.cohort?.id ?? '').sort(byId)) {
    const held = await cohortPlaces.hold(trx, id);
    if (held?.versionId == null) continue;
    const people = some.map(({ personId }) => personId);
    await cohortPlaces.takeAll(trx, held, people, by);
  }
  const alone = rows.filter(({ enrol }) => enrol.cohort === null);
  for (const [, some] of grouped(alone, ({ enrol }) => enrol.version.courseId)) {
    const wishes = some.map(({ personId, enrol: { version } }) => ({
      personId,
      version,
      cohortId: null,
    }));
    const isIn = ({ personId, version }: (typeof wishes)[number]): boolean =>
      before.enrolments.has(key(personId, version.courseId));
    await enrolMany(
      trx,
      wishes.filter((wish) => !isIn(wish)),
    );
    for (const wish of wishes.filter(isIn)) await enrolPerson(trx, wish);
  }
  const after = await standingOf(trx, rows);
  const outcome: Enrolled = { acts: [], enrolled: 0, waiting: 0, left: 0 };
  const told = new Set<unknown>();
  for (const one of rows) {
    const act = actOf(one, before, after, toColumn(now));
    if (act === null) outcome.left += 1;
    // Another row of the table has said the same.
    if (act === null || told.has(act.objectId)) continue;
    told.add(act.objectId);
    if (act.kind === 'request') outcome.waiting += 1;
    else outcome.enrolled += 1;
    outcome.acts.push(act);
  }
  return outcome;
}

const byId = ([one]: [string, unknown], [other]: [string, unknown]): number =>
  one < other ? -1 : 1;
