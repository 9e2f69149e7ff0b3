import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import { dayOf, type Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { digest, newId, normaliseTypedCode } from '../../lib/random-code.ts';
import type { Sealer } from '../../lib/sealed.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import { cohortDoorQueries, type OpenCohort } from './cohort-door-queries.ts';
import type { CohortPlaces, HeldCohort, Taken } from './cohort-places.ts';
import { enrolmentRepository } from './repository.ts';

interface Needs {
  db: Db;
  clock: Clock;
  seal: Sealer;
  versions: CourseVersions;
  places: CohortPlaces;
}

/** A cohort on the page of whoever may come in; the reason is there when she was declined. */
export interface CohortAtDoor extends Omit<OpenCohort, 'request'> {
  request: { id: string; state: string; position: number | null; reason: string | null } | null;
}

/** What a typed key opened: the course, and what became of whoever typed it. */
export interface Opened {
  slug: string;
  became: Taken;
}

const Keyed = z
  .object({ id: z.string(), slug: z.string(), side: z.string(), ends_on: z.string().nullable() })
  .optional();
const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** Binds a sealed reason to its row. */
export const reasonPlace = (id: string): string => `cohort_requests ${id}`;

/** Coming into a cohort of one's own will: by asking for a place, or with its key. */
export function cohortDoorService({ db, clock, seal, versions, places }: Needs) {
  const courseBy = async (slug: string): Promise<CourseVersion> => {
    const version = await versions.currentOf(slug);
    if (version === null) throw unknown();
    return version;
  };

  /** The cohort, held, when this person may see it at all. */
  const holdFor = async (trx: Db, actor: Actor, slug: string, id: string): Promise<HeldCohort> => {
    const { courseId } = await courseBy(slug);
    const seen = await cohortDoorQueries(trx).openTo(actor, courseId, clock());
    if (!seen.some((one) => one.id === id)) throw unknown();
    const cohort = await places.hold(trx, id);
    if (cohort === null) throw unknown();
    return cohort;
  };

  return {
    /** The cohorts of a course that she may ask for, with what she asked for. */
    async atDoor(
      actor: Actor,
      slug: string,
    ): Promise<{ course: CourseVersion; cohorts: CohortAtDoor[] }> {
      const course = await courseBy(slug);
      const cohorts = await cohortDoorQueries(db).openTo(actor, course.courseId, clock());
      return {
        course,
        cohorts: cohorts.map(({ request, ...cohort }) => ({
          ...cohort,
          request: request === null ? null : opened(request),
        })),
      };
    },

    /** Asks for a place. Whoever is in a cohort of this course already, or has asked, asks for nothing more. */
    async ask(actor: Actor, slug: string, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        const cohort = await holdFor(trx, actor, slug, id);
        const [seen] = (
          await cohortDoorQueries(trx).openTo(actor, cohort.courseId, clock())
        ).filter((one) => one.id === id);
        if (seen?.asksOpen !== true || cohort.versionId === null) throw unknown();
        const known = await enrolmentRepository(trx).newest(actor.id, cohort.courseId);
        if (known !== null && known.status !== 'withdrawn' && known.cohortId !== null) {
          throw new Refusal('conflict', 'cohorts.youAreInOne');
        }
        if (seen.request?.state === 'asked' || seen.request?.state === 'waiting') return;
        await trx('cohort_requests').insert({
          id: newId(),
          cohort_id: id,
          person_id: actor.id,
          state: 'asked',
          asked_at: toColumn(clock()),
        });
      });
    },

    /** Gives up what she asked for, or her turn. Harmless to repeat. */
    async giveUp(actor: Actor, slug: string, id: string): Promise<void> {
      await db.transaction(async (trx) => {
        await holdFor(trx, actor, slug, id);
        await trx('cohort_requests')
          .where({ cohort_id: id, person_id: actor.id })
          .whereIn('state', ['asked', 'waiting'])
          .update({ state: 'left', decided_at: toColumn(clock()) });
      });
    },

    /**
     * Comes in with a key. Null for a key that opens nothing for her: one that nobody made, of a cohort that is over, or of
     * the other side of the wall all answer the same.
     */
    async openWith(actor: Actor, typed: string): Promise<Opened | null> {
      return db.transaction(async (trx) => {
        const found = Keyed.parse(
          await trx('cohorts as k')
            .join('courses as c', 'c.id', 'k.course_id')
            .select('k.id', 'k.side', 'k.ends_on', 'c.slug')
            .where('k.key_digest', digest(normaliseTypedCode(typed)))
            .whereNull('c.retired_at')
            .first(),
        );
        if (found?.side !== actor.side) return null;
        if (found.ends_on !== null && found.ends_on < dayOf(clock())) return null;
        const cohort = await places.hold(trx, found.id);
        if (cohort === null) return null;
        return { slug: found.slug, became: await places.take(trx, cohort, actor.id) };
      });
    },
  };

  function opened({ id, state, position, reasonSealed }: NonNullable<OpenCohort['request']>) {
    const reason = reasonSealed === null ? null : seal.open(reasonSealed, reasonPlace(id));
    return { id, state, position, reason };
  }
}
export type CohortDoorService = ReturnType<typeof cohortDoorService>;
