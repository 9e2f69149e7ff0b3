import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { CourseVersions } from '../courses/repository.ts';
import type { EnrolMany, EnrolPerson } from './enrolling.ts';
import type { TellPerson } from './notices.ts';
import { enrolmentRepository } from './repository.ts';
import { membersOf } from './room.ts';
import { turnsOf, type AddedBy } from './turns.ts';

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
  enrolMany: EnrolMany;
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

/** Places of a cohort: nobody is in it beyond what it holds, and a place that frees goes to whoever waits longest. */
export function cohortPlaces({ clock, versions, enrolPerson, enrolMany, tell }: Needs) {
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

  const roomOf = async (trx: Db, { id, capacity }: HeldCohort): Promise<number> =>
    capacity === null ? Infinity : capacity - (await membersOf(trx, id));

  const versionFor = async ({ versionId }: HeldCohort) => {
    const version = versionId === null ? null : await versions.byId(versionId);
    if (version === null) throw new Refusal('conflict', 'cohorts.isOver');
    return version;
  };

  /** Whoever is in the course already, or left it once, comes into the cohort with all she has done. */
  const enter = async (trx: Db, cohort: HeldCohort, personId: string): Promise<void> => {
    const version = await versionFor(cohort);
    await enrolPerson(trx, { personId, version, cohortId: cohort.id });
    const enrolment = await enrolmentRepository(trx).newest(personId, cohort.courseId);
    await trx('enrolments')
      .where('id', enrolment?.id ?? '')
      .update({ cohort_id: cohort.id, due_on: null });
  };

  const enterNew = async (
    trx: Db,
    cohort: HeldCohort,
    personIds: readonly string[],
  ): Promise<void> => {
    if (personIds.length === 0) return;
    const version = await versionFor(cohort);
    const wishes = personIds.map((personId) => ({ personId, version, cohortId: cohort.id }));
    const made = await enrolMany(trx, wishes);
    // Of two at the same moment one is enrolled: she may have enrolled herself meanwhile.
    for (const personId of personIds) if (!made.has(personId)) await enter(trx, cohort, personId);
  };

  const fill = async (trx: Db, cohort: HeldCohort): Promise<number> => {
    const turns = turnsOf(trx, cohort, clock());
    await turns.closeOfMembers();
    let entered = 0;
    while (cohort.versionId !== null && (await roomOf(trx, cohort)) > 0) {
      const first = await turns.first();
      if (first === null) break;
      const elsewhere = await isInAnother(trx, cohort, first.personId);
      await turns.end(first.id, elsewhere ? 'left' : 'entered');
      if (elsewhere) continue;
      await enter(trx, cohort, first.personId);
      await tell(trx, {
        personId: first.personId,
        what: 'cohort-place',
        subject: cohort.name,
        slug: cohort.slug,
      });
      entered += 1;
    }
    return entered;
  };

  const takeAll = async (
    trx: Db,
    cohort: HeldCohort,
    personIds: readonly string[],
    by: AddedBy,
  ): Promise<Map<string, Taken>> => {
    await fill(trx, cohort);
    const turns = turnsOf(trx, cohort, clock());
    const known = await enrolmentRepository(trx).newestOf(personIds, cohort.courseId);
    let room = await roomOf(trx, cohort);
    const became = new Map<string, Taken>();
    const newly: string[] = [];
    const again: string[] = [];
    const waiting: string[] = [];
    for (const personId of new Set(personIds)) {
      const now = known.get(personId);
      if (now !== undefined && now.status !== 'withdrawn' && now.cohortId !== null) {
        became.set(personId, now.cohortId === cohort.id ? 'already' : 'in-another');
      } else if (room <= 0) {
        became.set(personId, 'waits');
        waiting.push(personId);
      } else {
        room -= 1;
        became.set(personId, 'entered');
        (now === undefined ? newly : again).push(personId);
      }
    }
    await turns.enter([...newly, ...again]);
    await enterNew(trx, cohort, newly);
    for (const personId of again) await enter(trx, cohort, personId);
    await turns.queue(waiting, by);
    return became;
  };

  return {
    hold,

    /**
     * Brings people in, in their order, while there is room, and to the end of the waiting list when there is none. Whoever
     * comes newly never passes those who wait. Harmless to repeat.
     */
    takeAll,

    /** The same for somebody who comes alone. */
    async take(trx: Db, cohort: HeldCohort, personId: string): Promise<Taken> {
      const [became = 'waits'] = (await takeAll(trx, cohort, [personId], 'herself')).values();
      return became;
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

/** How many of those who wanted a place came in, and how many wait. */
export const countTaken = (became: ReadonlyMap<string, Taken>) => {
  const all = [...became.values()];
  const count = (wanted: Taken): number => all.filter((one) => one === wanted).length;
  return { added: count('entered'), waiting: count('waits') };
};

async function isInAnother(trx: Db, cohort: HeldCohort, personId: string): Promise<boolean> {
  const row: unknown = await trx('enrolments')
    .where({ person_id: personId, course_id: cohort.courseId })
    .whereNot('status', 'withdrawn')
    .whereNotNull('cohort_id')
    .first('id');
  return row !== undefined;
}
