import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { enrolmentRepository } from './repository.ts';

/** Enrols somebody inside the caller's transaction. */
export type EnrolPerson = (
  trx: Db,
  wish: { personId: string; version: CourseVersion; cohortId: string | null },
) => Promise<boolean>;

/** What somebody is told without anybody writing it: about which cohort says its subject, about which course its slug. */
export const NOTICES = ['cohort-place', 'cohort-declined', 'due-extended'] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** Port: a line in somebody's inbox that nobody wrote. What it says is kept by the name of its sentence. */
export type TellPerson = (
  trx: Db,
  notice: { personId: string; what: NoticeKind; subject: string; slug: string },
) => Promise<void>;

/** A cohort whose row this transaction holds: nobody else takes a place in it meanwhile. */
export interface HeldCohort {
  id: string;
  name: string;
  courseId: string;
  slug: string;
  side: Side;
  capacity: number | null;
  /** The version of its course that newcomers study; null when nobody comes in any more: it is over, or its course retired. */
  versionId: string | null;
}

/** What became of somebody who wanted a place. */
export type Taken = 'entered' | 'waits' | 'already' | 'in-another';

interface Needs {
  clock: Clock;
  versions: CourseVersions;
  enrolPerson: EnrolPerson;
  tell: TellPerson;
}

const HeldRow = z.object({
  id: z.string(),
  name: z.string(),
  course_id: z.string(),
  slug: z.string(),
  side: z.enum(SIDES),
  capacity: z.number().nullable(),
  ends_on: z.string().nullable(),
  current_version_id: z.string().nullable(),
  retired_at: z.unknown(),
});
const Total = z.object({ total: z.coerce.number() });
const Turn = z.object({ turn: z.coerce.number().nullable() });
const First = z.object({ id: z.string(), person_id: z.string() }).optional();

/** Places of a cohort: nobody is in it beyond what it holds, and a place that frees goes to whoever waits longest. */
export function cohortPlaces({ clock, versions, enrolPerson, tell }: Needs) {
  const hold = async (trx: Db, id: string): Promise<HeldCohort | null> => {
    await trx('cohorts').select('id').where('id', id).forNoKeyUpdate();
    const row: unknown = await trx('cohorts as k')
      .join('courses as c', 'c.id', 'k.course_id')
      .select('k.id', 'k.name', 'k.course_id', 'k.side', 'k.capacity', 'k.ends_on')
      .select('c.slug', 'c.current_version_id', 'c.retired_at')
      .where('k.id', id)
      .first();
    if (row === undefined) return null;
    const held = HeldRow.parse(row);
    const isOver = held.ends_on !== null && held.ends_on < dayOf(clock());
    const isShut = isOver || held.retired_at !== null;
    return {
      id: held.id,
      name: held.name,
      courseId: held.course_id,
      slug: held.slug,
      side: held.side,
      capacity: held.capacity,
      versionId: isShut ? null : held.current_version_id,
    };
  };

  const hasRoom = async (trx: Db, { id, capacity }: HeldCohort): Promise<boolean> =>
    capacity === null || (await membersOf(trx, id)) < capacity;

  const enter = async (trx: Db, cohort: HeldCohort, personId: string): Promise<void> => {
    const version = cohort.versionId === null ? null : await versions.byId(cohort.versionId);
    if (version === null) throw new Refusal('conflict', 'cohorts.isOver');
    await enrolPerson(trx, { personId, version, cohortId: cohort.id });
    const enrolment = await enrolmentRepository(trx).newest(personId, cohort.courseId);
    await trx('enrolments')
      .where('id', enrolment?.id ?? '')
      .update({ cohort_id: cohort.id, due_on: null });
  };

  const openRequest = (trx: Db, cohortId: string, personId: string) =>
    trx('cohort_requests')
      .where({ cohort_id: cohortId, person_id: personId })
      .whereIn('state', ['asked', 'waiting']);

  const queue = async (
    trx: Db,
    { id }: HeldCohort,
    { personId, addedBy }: { personId: string; addedBy: string | null },
  ): Promise<void> => {
    const last = Turn.parse(
      await trx('cohort_requests').where('cohort_id', id).max({ turn: 'turn' }).first(),
    );
    const waits = { state: 'waiting', turn: (last.turn ?? 0) + 1 };
    if ((await openRequest(trx, id, personId).update(waits)) > 0) return;
    await trx('cohort_requests').insert({
      id: newId(),
      cohort_id: id,
      person_id: personId,
      asked_at: toColumn(clock()),
      added_by: addedBy,
      ...waits,
    });
  };

  const fill = async (trx: Db, cohort: HeldCohort): Promise<number> => {
    await closeOfMembers(trx, cohort.id, toColumn(clock()));
    let entered = 0;
    while (cohort.versionId !== null && (await hasRoom(trx, cohort))) {
      const first = First.parse(
        await trx('cohort_requests as r')
          .join('people as p', 'p.id', 'r.person_id')
          .select('r.id', 'r.person_id')
          // Under protection she keeps her turn; whoever moved across the wall cannot come in here.
          .where({ 'r.cohort_id': cohort.id, 'r.state': 'waiting', 'p.status': 'active' })
          .where('p.side', cohort.side)
          .orderBy('r.turn')
          .first(),
      );
      if (first === undefined) break;
      const elsewhere = await isInAnother(trx, cohort, first.person_id);
      await trx('cohort_requests')
        .where('id', first.id)
        .update({ state: elsewhere ? 'left' : 'entered', decided_at: toColumn(clock()) });
      if (elsewhere) continue;
      await enter(trx, cohort, first.person_id);
      await tell(trx, {
        personId: first.person_id,
        what: 'cohort-place',
        subject: cohort.name,
        slug: cohort.slug,
      });
      entered += 1;
    }
    return entered;
  };

  return {
    hold,

    /**
     * Brings somebody in while there is room, and to the end of the waiting list when there is none. Somebody who comes
     * newly never passes those who wait. Harmless to repeat.
     */
    async take(
      trx: Db,
      cohort: HeldCohort,
      personId: string,
      addedBy: string | null = null,
    ): Promise<Taken> {
      const now = await enrolmentRepository(trx).newest(personId, cohort.courseId);
      if (now !== null && now.status !== 'withdrawn') {
        if (now.cohortId === cohort.id) return 'already';
        if (now.cohortId !== null) return 'in-another';
      }
      await fill(trx, cohort);
      if (!(await hasRoom(trx, cohort))) {
        const waits: unknown = await openRequest(trx, cohort.id, personId)
          .where('state', 'waiting')
          .first('id');
        if (waits === undefined) await queue(trx, cohort, { personId, addedBy });
        return 'waits';
      }
      await openRequest(trx, cohort.id, personId).update({
        state: 'entered',
        decided_at: toColumn(clock()),
      });
      await enter(trx, cohort, personId);
      return 'entered';
    },

    /** Gives the places that are free to those who wait, in their order, and tells each. Answers how many came in. */
    async fill(trx: Db, cohortId: string): Promise<number> {
      const cohort = await hold(trx, cohortId);
      return cohort === null ? 0 : fill(trx, cohort);
    },

    /** Cohorts in which somebody waits: an account that closed frees a place that nobody gave up in the cohort itself. */
    async waitedFor(db: Db): Promise<string[]> {
      const rows: unknown = await db('cohort_requests')
        .distinct('cohort_id')
        .where('state', 'waiting');
      return z
        .array(z.object({ cohort_id: z.string() }))
        .parse(rows)
        .map((row) => row.cohort_id);
    },
  };
}
export type CohortPlaces = ReturnType<typeof cohortPlaces>;

/** How many places of a cohort are taken. People under protection keep theirs. */
export async function membersOf(db: Db, cohortId: string): Promise<number> {
  return Total.parse(
    await db('enrolments as e')
      .join('people as p', 'p.id', 'e.person_id')
      .where('e.cohort_id', cohortId)
      .whereNot('e.status', 'withdrawn')
      .whereNot('p.status', 'closed')
      .count({ total: 'e.id' })
      .first(),
  ).total;
}

/** Whoever came in by another way, as with an import of people, waits no longer. */
async function closeOfMembers(trx: Db, cohortId: string, at: string): Promise<void> {
  await trx('cohort_requests')
    .where('cohort_id', cohortId)
    .whereIn('state', ['asked', 'waiting'])
    .whereIn(
      'person_id',
      trx('enrolments')
        .select('person_id')
        .where('cohort_id', cohortId)
        .whereNot('status', 'withdrawn'),
    )
    .update({ state: 'entered', decided_at: at });
}

async function isInAnother(trx: Db, cohort: HeldCohort, personId: string): Promise<boolean> {
  const row: unknown = await trx('enrolments')
    .where({ person_id: personId, course_id: cohort.courseId })
    .whereNot('status', 'withdrawn')
    .whereNotNull('cohort_id')
    .first('id');
  return row !== undefined;
}
