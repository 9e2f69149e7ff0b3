import type { Actor } from '../../lib/actor.ts';
import type { CourseDocument } from '../courses/document.ts';
import { progressOf, type ProgressFacts } from '../enrolment/completion.ts';
import { scopeOf } from '../permissions/policy.ts';
import type { Action } from '../permissions/rights.ts';

/** Somebody of a group that deploys on a day, as she stands in its course. */
export interface Deploying {
  name: string;
  sex: string;
  facts: ProgressFacts;
  /** First and last day of her certificate in force; both null without one, the last alone when it does not expire. */
  certifiedOn: string | null;
  certifiedUntil: string | null;
}

/** What somebody lacks on the day of deployment. Nothing lacks: she can deploy. */
export type Lack =
  | { kind: 'lessons'; count: number }
  | { kind: 'quizzes'; count: number }
  | { kind: 'certificate' }
  | { kind: 'expires'; on: string };

/**
 * The rule of readiness: a certificate of the group's course that is in force on the day of deployment. Who has none lacks
 * the lessons and evaluations that it needs; who has done them all lacks the paper.
 */
export function lacksOf(person: Deploying, document: CourseDocument, deploysOn: string): Lack[] {
  const { certifiedOn, certifiedUntil } = person;
  if (certifiedOn !== null) {
    if (certifiedUntil === null || certifiedUntil >= deploysOn) return [];
    return [{ kind: 'expires', on: certifiedUntil }];
  }
  const progress = progressOf(document, person.facts);
  const lessons = progress.lessonsTotal - progress.lessonsDone;
  const quizzes = progress.quizzesRequired - progress.quizzesPassed;
  const lacks: Lack[] = [];
  if (lessons > 0) lacks.push({ kind: 'lessons', count: lessons });
  if (quizzes > 0) lacks.push({ kind: 'quizzes', count: quizzes });
  return lacks.length === 0 ? [{ kind: 'certificate' }] : lacks;
}

const mayAmongForces = (actor: Actor, action: Action): boolean =>
  scopeOf(actor, action).some(({ sides }) => sides.includes('military'));

/** Groups that deploy are military, and so is whoever follows them by name. */
export const followsDeployment = (actor: Actor): boolean =>
  actor.side === 'military' &&
  mayAmongForces(actor, 'people.read') &&
  mayAmongForces(actor, 'reports.read');
