import type { Localized } from '../../lib/localized.ts';
import type { CourseDocument } from '../courses/document.ts';
import { stepHref } from '../enrolment/steps.ts';
import type { About } from './thread.ts';

/** The title of what a question is about; null when the course has no such thing. */
export function aboutTitle(document: CourseDocument, { kind, id }: About): Localized | null {
  if (kind === 'course') return document.title;
  const all = kind === 'lesson' ? document.lessons : document.quizzes;
  return all.find((one) => one.id === id)?.title ?? null;
}

/** Where that stands. */
export const aboutHref = (slug: string, { kind, id }: About): string =>
  kind === 'course' ? `/cursos/${slug}` : stepHref(slug, { kind, id });
