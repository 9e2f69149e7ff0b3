import type { Actor } from '../../lib/actor.ts';
import { may, mayAnywhere, nowhere } from '../permissions/policy.ts';

/** Where a course stands, as far as writing it is concerned. A course lies on no side of the wall. */
export interface CoursePlace {
  courseId: string | null;
  institutionPath: string | null;
}

/** Whether somebody may begin a course of her own. */
export const mayCreate = (actor: Actor): boolean => mayAnywhere(actor, 'courses.create');

/** Whether somebody may publish this course: hers to teach, or within the reach of an author. */
export const mayPublish = (actor: Actor, { courseId, institutionPath }: CoursePlace): boolean =>
  may(actor, 'courses.publish', { ...nowhere, courseId, institutionPath });

/** A draft belongs to whoever began it, while she may write courses, and to whoever may publish its course. */
export const mayWrite = (actor: Actor, draft: CoursePlace & { ownerId: string | null }): boolean =>
  mayPublish(actor, draft) ||
  (draft.ownerId === actor.id && draft.courseId === null && mayCreate(actor));

/** Whether the studio has anything for her. */
export const opensStudio = (actor: Actor): boolean =>
  mayCreate(actor) || mayAnywhere(actor, 'courses.publish');
