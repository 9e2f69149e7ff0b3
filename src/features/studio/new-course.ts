import { stringify } from 'yaml';
import type { AUDIENCES } from '../courses/framework.ts';
import { COURSE_FILE } from './course-file.ts';
import { lessonPath, writtenLesson } from './lesson-file.ts';

type Audience = (typeof AUDIENCES)[number];

/** What a course begins with; the author changes all of it. */
const TOPIC: Record<Audience, string> = {
  community: 'community-security',
  police: 'policing',
  military: 'peace-operations',
  staff: 'prevention',
};
const CARE =
  'Ve a tu ritmo. Si algo de lo que leas te toca de cerca, puedes parar y volver después; en cada página hay líneas de apoyo.';

interface NewCourse {
  title: string;
  code: string;
  audiences: readonly Audience[];
  hours: number;
  lesson: { id: string; title: string };
}

/** The files of a new course: one objective, one module and one lesson. */
export function newCourseFiles({
  title,
  code,
  audiences,
  hours,
  lesson,
}: NewCourse): Map<string, string> {
  const course = {
    code,
    title: { es: title },
    summary: { es: title },
    audiences,
    topics: [...new Set(audiences.map((audience) => TOPIC[audience]))],
    pillars: ['participation'],
    frameworks: [],
    hours: { online: hours, field: 0 },
    careNote: { es: CARE },
    objectives: [{ id: 'lo1', bloom: 'understand', text: { es: title } }],
    modules: [{ id: 'm1', title: { es: title }, lessons: [lesson.id] }],
    quizzes: [],
    certificate: { quizzes: [], validMonths: null },
    review: { signedBy: null, signedOn: null },
    sources: [],
  };
  return new Map([
    [COURSE_FILE, stringify(course, { lineWidth: 0 })],
    [lessonPath(lesson.id), newLesson(lesson.title, ['lo1'])],
  ]);
}

/** A lesson that waits for its text. */
export const newLesson = (title: string, objectives: readonly string[]): string =>
  writtenLesson(
    null,
    {
      title,
      minutes: 10,
      objectives,
      sensitive: false,
      summary: [],
      sources: [],
      legal: [],
    },
    '',
  );
