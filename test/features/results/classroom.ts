import { addCohort } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { enrol } from '../../support/enrol.ts';
import type { CourseDocument } from '../../../src/features/courses/document.ts';
import { publishQuizCourse, SLUG } from '../assessment/quiz-course.ts';

/** A course with a group of Ximena (Rosa) and one of Bruno (Elena); Tomás studies it in none. */
export async function classroom(change: Partial<CourseDocument> = {}): Promise<TestApp> {
  const app = await startApp({ before: (services) => publishQuizCourse(services, change) });
  const { db } = app.database;
  const { id: courseId } = await db('courses').where('slug', SLUG).first<{ id: string }>('id');
  const at = { courseId, startsOn: '2026-11-01', createdAt: NOW };
  await addCohort(db, {
    ...at,
    id: 'c-paz',
    name: 'Grupo de paz',
    institutionId: 'semujeres',
    side: 'community',
    instructorIds: ['ximena'],
  });
  await addCohort(db, {
    ...at,
    id: 'c-mision',
    name: 'Grupo de misión',
    institutionId: 'cecopam',
    side: 'military',
    instructorIds: ['bruno'],
  });
  await enrol(db, { name: 'rosa', slug: SLUG, cohortId: 'c-paz' });
  await enrol(db, { name: 'elena', slug: SLUG, cohortId: 'c-mision' });
  await enrol(db, { name: 'tomas', slug: SLUG });
  return app;
}

export const GRADES = `/ensenar/cursos/${SLUG}/calificaciones`;

/** Takes a quiz from start to end; answers the id of the attempt. */
export async function take(
  browser: Browser,
  quiz: string,
  answers: Record<string, string | string[]>,
): Promise<{ id: string; result: Page }> {
  const { location } = await browser.post(`/cursos/${SLUG}/evaluaciones/${quiz}/intentos`);
  const result = await browser.postAndFollow(`${location}/entrega`, {
    clave: 'k',
    confirmar: '1',
    ...answers,
  });
  return { id: location.replace('/intentos/', ''), result };
}
