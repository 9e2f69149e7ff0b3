import type { Actor } from '../../lib/actor.ts';
import { SIDES } from '../../lib/actor.ts';
import { scopeOf } from '../permissions/policy.ts';

/** Port: the rule of small cells, for figures about people whom the reader may not know by name. */
export interface Unnamed {
  /** The parts of one whole, null where one may not be told. */
  hide(counts: readonly number[]): (number | null)[];
  /** Figures count what happened before this moment. */
  before(): Date;
}

/** Whether somebody reads the answers of everybody in a course by name, on every side of the wall. */
export const readsEverybody = (actor: Actor, courseId: string): boolean =>
  scopeOf(actor, 'answers.read').some(
    (clause) =>
      clause.cohortId === null &&
      [null, courseId].includes(clause.courseId) &&
      SIDES.every((side) => clause.sides.includes(side)),
  );
