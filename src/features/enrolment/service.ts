import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import { missingBefore, type LearningPaths } from '../courses/learning-paths.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { ProgressFacts } from './completion.ts';
import type { EnrolPerson } from './enrolling.ts';
import { enrolmentRepository, type EnrolmentInCourse, type EnrolmentReads } from './repository.ts';

/** A course as one person meets it: her own version when she is enrolled, the newest otherwise. */
export interface CourseForPerson {
  version: CourseVersion;
  enrolment: EnrolmentInCourse | null;
  facts: ProgressFacts;
  /** The course to finish first, when an ordered path asks for it. */
  missing: CourseVersion | null;
}

interface Needs {
  db: Db;
  clock: Clock;
  versions: CourseVersions;
  paths: LearningPaths;
  enrolments: EnrolmentReads;
  enrolPerson: EnrolPerson;
  /** Gives the place that somebody left in a cohort to who waits for it. */
  freePlace: (trx: Db, cohortId: string) => Promise<unknown>;
}

const NOTHING_DONE: ProgressFacts = { lessonsDone: new Set(), quizzesPassed: new Set() };
const unknownCourse = (): Refusal => new Refusal('not-found', 'error.notFound');

export function enrolmentService({
  db,
  clock,
  versions,
  paths,
  enrolments,
  enrolPerson,
  freePlace,
}: Needs) {
  const missingFor = async (personId: string, slug: string): Promise<CourseVersion | null> => {
    const [known, all, finished] = await Promise.all([
      paths(),
      versions.allCurrent(),
      enrolments.finishedBy(personId),
    ]);
    const exists = new Set(all.map(({ document }) => document.slug));
    const missing = missingBefore(slug, known, { exists, finished });
    return all.find(({ document }) => document.slug === missing) ?? null;
  };

  return {
    /** What the course page shows to a visitor (`actor` null) or to a person. */
    async courseFor(actor: Actor | null, slug: string): Promise<CourseForPerson> {
      const enrolment = actor === null ? null : await enrolments.ofPerson(actor.id, slug);
      const version =
        enrolment === null
          ? await versions.currentOf(slug)
          : await versions.byId(enrolment.versionId);
      if (version === null) throw unknownCourse();
      if (actor === null) return { version, enrolment, facts: NOTHING_DONE, missing: null };
      return enrolment === null
        ? { version, enrolment, facts: NOTHING_DONE, missing: await missingFor(actor.id, slug) }
        : { version, enrolment, facts: enrolment.facts, missing: null };
    },

    /**
     * Enrols the person herself in the newest version; taking up a course again that she had left keeps its version and
     * all she had done. Harmless to repeat. Answers the course to finish first when a path asks for one.
     */
    async enrol(actor: Actor, slug: string): Promise<{ missing: CourseVersion | null }> {
      const enrolment = await enrolments.ofPerson(actor.id, slug);
      if (enrolment !== null) return { missing: null };
      const version = await versions.currentOf(slug);
      if (version === null) throw unknownCourse();
      const missing = await missingFor(actor.id, slug);
      if (missing !== null) return { missing };
      await db.transaction((trx) =>
        enrolPerson(trx, { personId: actor.id, version, cohortId: null }),
      );
      return { missing: null };
    },

    /**
     * Enrols somebody inside the caller's transaction, for invitations and rosters: whoever may do so has been asked
     * before. Answers whether anything changed.
     */
    enrolPerson,

    /** Leaves a course. Nothing is erased; enrolling again goes on from the same place. Harmless to repeat. */
    async withdraw(actor: Actor, slug: string): Promise<void> {
      const enrolment = await enrolments.ofPerson(actor.id, slug);
      if (enrolment === null) {
        if ((await versions.currentOf(slug)) === null) throw unknownCourse();
        return;
      }
      if (enrolment.status === 'completed')
        throw new Refusal('conflict', 'enrolment.completedStays');
      await db.transaction(async (trx) => {
        const repository = enrolmentRepository(trx);
        // Whoever completes it, or leaves it too, waits or has been.
        const now = await repository.lock(enrolment.id);
        if (now?.status !== 'active') return;
        await repository.withdraw(enrolment.id, clock());
        if (now.cohortId !== null) await freePlace(trx, now.cohortId);
      });
    },
  };
}
export type EnrolmentService = ReturnType<typeof enrolmentService>;
