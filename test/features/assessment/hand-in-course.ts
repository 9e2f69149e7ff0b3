import { addCohort } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';
import { EVERYTHING } from './everything.ts';

export const FILE_ITEM = 't-archivo';
export const ORAL_ITEM = 't-oral';

/** Rosa in a group of Ximena, in the course that has an item of every type. */
export async function handInClass(): Promise<TestApp> {
  const app = await startApp({
    before: async (services) => {
      await publishCourse(services, EVERYTHING);
    },
  });
  const { db } = app.database;
  const { id: courseId } = await db('courses')
    .where('slug', EVERYTHING)
    .first<{ id: string }>('id');
  await addCohort(db, {
    id: 'c-paz',
    name: 'Grupo de paz',
    courseId,
    startsOn: '2026-11-01',
    createdAt: NOW,
    institutionId: 'semujeres',
    side: 'community',
    instructorIds: ['ximena'],
  });
  await enrol(db, { name: 'rosa', slug: EVERYTHING, cohortId: 'c-paz' });
  await enrol(db, { name: 'tomas', slug: EVERYTHING });
  return app;
}

/** Begins the exam; answers its address. */
export const beginExam = async (browser: Browser): Promise<string> =>
  (await browser.post(`/cursos/${EVERYTHING}/evaluaciones/evaluacion-final/intentos`)).location;

interface Sending {
  name?: string;
  item?: string;
  key?: string;
  json?: boolean;
}

/** Sends a file for an answer, as a form does or as the script of the page. */
export function sendFile(
  browser: Browser,
  attempt: string,
  bytes: Buffer,
  { name = 'conteo.jpg', item = FILE_ITEM, key, json = false }: Sending = {},
): Promise<Page> {
  const form = new FormData();
  form.set('reactivo', item);
  if (key !== undefined) form.set('clave', key);
  form.set('archivo', new Blob([new Uint8Array(bytes)]), name);
  const headers: Record<string, string> = json ? { accept: 'application/json' } : {};
  return browser.send('POST', `${attempt}/archivos`, form, headers);
}
