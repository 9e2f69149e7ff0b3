import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { LessonDocument } from '../courses/document.ts';
import type { CourseVersion, CourseVersions } from '../courses/repository.ts';
import type { OnStepDone, ProgressFacts } from '../enrolment/completion.ts';
import {
  enrolmentRepository,
  type Enrolment,
  type EnrolmentReads,
} from '../enrolment/repository.ts';
import { stepAfter, type Step } from '../enrolment/steps.ts';
import { answerCheck, checkIn, type CheckAnswer } from './knowledge-check.ts';
import { lessonRepository } from './repository.ts';

/** A lesson of the version that a person follows, with what she has done in the course. */
export interface Reading {
  version: CourseVersion;
  enrolment: Enrolment;
  lesson: LessonDocument;
  facts: ProgressFacts;
}

interface Needs {
  db: Db;
  clock: Clock;
  versions: CourseVersions;
  enrolments: EnrolmentReads;
  onStepDone: OnStepDone;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

export function lessonService({ db, clock, versions, enrolments, onStepDone }: Needs) {
  /** The lesson for somebody who is enrolled; null for others, when there is such a course. */
  const read = async (actor: Actor, slug: string, lessonId: string): Promise<Reading | null> => {
    const enrolment = await enrolments.ofPerson(actor.id, slug);
    if (enrolment === null) {
      if ((await versions.currentOf(slug)) === null) throw unknown();
      return null;
    }
    const version = await versions.byId(enrolment.versionId);
    const lesson = version?.document.lessons.find(({ id }) => id === lessonId);
    if (version === null || lesson === undefined) throw unknown();
    return { version, enrolment, lesson, facts: enrolment.facts };
  };

  return {
    read,

    /**
     * Marks a lesson as finished, by its text or by its alternative route: both count the same. Harmless to repeat.
     * Answers where to go on, and the certificate when this was the last step.
     */
    async finish(
      { version, enrolment, lesson }: Reading,
      route: { alternative: boolean },
    ): Promise<{ next: Step | null; certificateId: string | null }> {
      return db.transaction(async (trx) => {
        const repository = enrolmentRepository(trx);
        const current = await repository.byId(enrolment.id);
        if (current === null || current.status === 'withdrawn') throw unknown();
        const isNew = await lessonRepository(trx).finish({
          enrolmentId: enrolment.id,
          lessonId: lesson.id,
          alternative: route.alternative && lesson.alternative !== null,
          now: clock(),
        });
        const { certificateId } = isNew
          ? await onStepDone(trx, enrolment.id)
          : { certificateId: null };
        const facts = await repository.facts(enrolment.id);
        return { next: stepAfter(version.document, facts, lesson.id), certificateId };
      });
    },

    /** Answers a knowledge check of the lesson; null when the answer is none. A check of another lesson is unknown. */
    check(
      { version, lesson }: Reading,
      itemId: string,
      chosen: readonly string[],
    ): CheckAnswer | null {
      const item = checkIn(version.document, lesson, itemId);
      if (item === undefined) throw unknown();
      return answerCheck(item, chosen);
    },
  };
}
export type LessonService = ReturnType<typeof lessonService>;
