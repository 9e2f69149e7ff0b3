import { stringify } from 'yaml';
import type { AUDIENCES } from '../courses/framework.ts';
import { asText, COURSE_FILE } from './course-file.ts';
import type { NewCourseForm } from './forms.ts';
import { lessonPath, writtenLesson } from './lesson-file.ts';
import { rowsIn, sourcesIn } from './lesson-lists.ts';

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

interface Named {
  code: string;
  lessonId: string;
}

/** The files of a new course: one objective, one module and one lesson, and what its author said already. */
export function newCourseFiles(
  form: NewCourseForm,
  { code, lessonId }: Named,
): Map<string, string> {
  const { titulo: title, para: audiences, temas, pilares, titulo_en: english = '' } = form;
  const course = {
    code,
    title: asText(title, english),
    summary: asText(form.resumen ?? title, form.resumen_en ?? ''),
    audiences,
    topics: temas.length > 0 ? temas : [...new Set(audiences.map((audience) => TOPIC[audience]))],
    pillars: pilares.length > 0 ? pilares : ['participation'],
    frameworks: rowsIn(form.marcos ?? ''),
    hours: { online: form.horas, field: form.horas_campo ?? 0 },
    careNote: asText(form.cuidado ?? CARE, form.cuidado_en ?? ''),
    ...(form.minimo === undefined ? {} : { passMark: form.minimo }),
    objectives: [{ id: 'lo1', bloom: 'understand', text: { es: form.objetivo ?? title } }],
    modules: [{ id: 'm1', title: asText(title, english), lessons: [lessonId] }],
    quizzes: [],
    certificate: { quizzes: [], validMonths: form.vigencia ?? null },
    review: { signedBy: null, signedOn: null },
    sources: sourcesIn(form.fuentes ?? ''),
  };
  return new Map([
    [COURSE_FILE, stringify(course, { lineWidth: 0 })],
    [lessonPath(lessonId), newLesson(form.leccion, ['lo1'])],
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
