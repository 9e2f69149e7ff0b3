import type { Db } from '../../db/connection.ts';
import type { CourseDocument } from '../courses/document.ts';

/** What a person has done in a course, as facts: nothing here is a stored percentage. */
export interface ProgressFacts {
  lessonsDone: ReadonlySet<string>;
  quizzesPassed: ReadonlySet<string>;
}

/** Where everybody begins. */
export const NOTHING_DONE: ProgressFacts = { lessonsDone: new Set(), quizzesPassed: new Set() };

/** The same text for the same facts. */
export const keyOfFacts = ({ lessonsDone, quizzesPassed }: ProgressFacts): string =>
  `${[...lessonsDone].sort().join(' ')}|${[...quizzesPassed].sort().join(' ')}`;

export interface Progress {
  lessonsDone: number;
  lessonsTotal: number;
  quizzesPassed: number;
  quizzesRequired: number;
  /** Share of steps done, 0 to 1: lessons and the quizzes of the certificate count one step each. */
  share: number;
  complete: boolean;
}

/**
 * The one rule of progress, told to trainees on the course page: every lesson finished is a step, every quiz that the
 * certificate needs is a step once passed, and a course is complete when all steps are done. Lessons or quizzes that the
 * version does not have do not count.
 */
export function progressOf(document: CourseDocument, facts: ProgressFacts): Progress {
  const lessonsDone = document.lessons.filter(({ id }) => facts.lessonsDone.has(id)).length;
  const required = document.certificate.quizzes;
  const quizzesPassed = required.filter((id) => facts.quizzesPassed.has(id)).length;
  const steps = document.lessons.length + required.length;
  const done = lessonsDone + quizzesPassed;
  return {
    lessonsDone,
    lessonsTotal: document.lessons.length,
    quizzesPassed,
    quizzesRequired: required.length,
    share: steps === 0 ? 0 : done / steps,
    complete: steps > 0 && done === steps,
  };
}

/**
 * Port that lessons and quizzes call inside their transaction after a step was done: when the course became complete, the
 * enrolment is marked so and its certificate issued. Answers the certificate's id when one was issued just now.
 */
export type OnStepDone = (
  trx: Db,
  enrolmentId: string,
) => Promise<{ certificateId: string | null }>;
