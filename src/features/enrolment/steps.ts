import type { CourseDocument } from '../courses/document.ts';
import type { ProgressFacts } from './completion.ts';

/** One thing to do in a course. Steps that the certificate does not need are optional. */
export interface Step {
  kind: 'lesson' | 'quiz';
  id: string;
  optional: boolean;
}

/**
 * Everything there is to do, in order: opening tests, then each module's lessons and the quizzes that follow it, then the
 * other quizzes.
 */
export function stepsOf(document: CourseDocument): Step[] {
  const quiz = ({ id }: { id: string }): Step => ({
    kind: 'quiz',
    id,
    optional: !document.certificate.quizzes.includes(id),
  });
  const moduleIds = new Set(document.modules.map(({ id }) => id));
  const first = document.quizzes.filter(({ kind }) => kind === 'pretest');
  const rest = document.quizzes.filter(({ kind }) => kind !== 'pretest');
  return [
    ...first.map(quiz),
    ...document.modules.flatMap((module) => [
      ...module.lessons.map((id): Step => ({ kind: 'lesson', id, optional: false })),
      ...rest.filter(({ after }) => after === module.id).map(quiz),
    ]),
    ...rest.filter(({ after }) => after === null || !moduleIds.has(after)).map(quiz),
  ];
}

export const isDone = (step: Step, facts: ProgressFacts): boolean =>
  (step.kind === 'lesson' ? facts.lessonsDone : facts.quizzesPassed).has(step.id);

/** Where to go on: the first needed step that is not done, or null when the course is complete. */
export const nextStep = (document: CourseDocument, facts: ProgressFacts): Step | null =>
  stepsOf(document).find((step) => !step.optional && !isDone(step, facts)) ?? null;

/** Where to go after a lesson: the next needed step behind it that is not done, else the first that was left behind. */
export function stepAfter(
  document: CourseDocument,
  facts: ProgressFacts,
  lessonId: string,
): Step | null {
  const steps = stepsOf(document);
  const at = steps.findIndex(({ kind, id }) => kind === 'lesson' && id === lessonId);
  const waits = (step: Step): boolean => !step.optional && !isDone(step, facts);
  const ahead = steps.slice(at + 1).find(waits);
  // A closing quiz stands behind every lesson, but opens only when none is left.
  if (ahead?.kind === 'lesson') return ahead;
  return steps.find(waits) ?? null;
}

/** The address of a step. */
export const stepHref = (slug: string, { kind, id }: Pick<Step, 'kind' | 'id'>): string =>
  `/cursos/${slug}/${kind === 'lesson' ? 'lecciones' : 'evaluaciones'}/${id}`;
