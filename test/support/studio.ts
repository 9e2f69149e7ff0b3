import { addGrant } from '../../src/demo/factories.ts';
import type { TestApp } from './app.ts';
import type { Browser, Page } from './browser.ts';
import { publishCourse } from './course.ts';

/** Makes Ximena the instructor of the course that tests publish from files. Answers its id. */
export async function ximenaTeaches(app: TestApp): Promise<string> {
  const { courseId } = await publishCourse(app.services);
  await addGrant(app.database.db, {
    id: 'g-ximena-course',
    personId: 'ximena',
    role: 'instructor',
    courseId,
    grantedAt: app.clock(),
  });
  return courseId;
}

export const NEW_COURSE = {
  titulo: 'Escuchar antes de hablar',
  para: ['community'],
  horas: '2',
  leccion: 'La primera escucha',
};

/** What the data of a course are sent with, beside the revision. */
export const COURSE_DATA = {
  titulo: 'Escuchar en la colonia',
  titulo_en: '',
  resumen: 'Cómo se escucha a quien llega con prisa.',
  resumen_en: '',
  cuidado: 'Ve a tu ritmo.',
  cuidado_en: '',
  para: ['community', 'police'],
  horas: '3',
  horas_campo: '0',
  minimo: '70',
  vigencia: '',
  clave: 'ESC-COL',
  temas: ['community-security'],
  pilares: ['participation'],
  marcos: '',
  fuentes: '',
};

export const LESSON = {
  titulo: 'La primera escucha',
  minutos: '10',
  objetivos: ['lo1'],
  aviso: '',
  resumen: 'Escuchar es una decisión.\nSe pregunta antes de aconsejar.\nSe agradece la confianza.',
  fuentes: '',
  legal: '',
  texto: '## La situación\n\nDoña Carmen llega con prisa a la reunión.',
};

/** Begins a course in a browser. Answers where its draft is. */
export async function beginCourse(
  browser: Browser,
  given: Record<string, string | string[]> = {},
): Promise<{ path: string; lesson: string }> {
  const { location } = await browser.post('/ensenar/cursos', { ...NEW_COURSE, ...given });
  const [path] = /^\/ensenar\/cursos\/[\w-]+/.exec(location) ?? [];
  if (path === undefined) throw new Error(`No course was begun: ${location}`);
  return { path, lesson: location };
}

/** The revision that a page's form carries. */
export const revisionIn = ({ body }: Page): string =>
  /name="revision" value="(\d+)"/.exec(body)?.[1] ?? '';

/** Saves a lesson as a browser would: with the revision that the editor showed. */
export async function saveLesson(
  browser: Browser,
  address: string,
  given: Record<string, string | string[]> = {},
): Promise<Page> {
  const revision = revisionIn(await browser.get(address));
  return browser.post(address, { ...LESSON, revision, ...given });
}
