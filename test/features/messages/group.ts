import { addCohort } from '../../../src/demo/factories.ts';
import type { CourseVersion } from '../../../src/features/courses/repository.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { enrol } from '../../support/enrol.ts';

const COURSE = '/cursos/curso-breve';
export const ASK = `${COURSE}/lecciones/la-plaza/pregunta`;
export const ASK_QUIZ = `${COURSE}/evaluaciones/evaluacion-final/pregunta`;

/** Rosa's group, which Ximena accompanies, and a contingent of Elena's, which Bruno does. Tomás studies on his own. */
export async function groups(app: TestApp): Promise<CourseVersion> {
  const version = await publishCourse(app.services);
  const { db } = app.database;
  const at = { courseId: version.courseId, startsOn: '2026-11-01', createdAt: app.clock() };
  await addCohort(db, {
    ...at,
    id: 'c-ecatepec',
    name: 'Ecatepec',
    institutionId: 'imm-15033',
    side: 'community',
    instructorIds: ['ximena'],
  });
  await addCohort(db, {
    ...at,
    id: 'c-contingente',
    name: 'Contingente',
    institutionId: 'cecopam',
    side: 'military',
    instructorIds: ['bruno'],
  });
  await enrol(db, { name: 'rosa', slug: 'curso-breve', cohortId: 'c-ecatepec' });
  await enrol(db, { name: 'elena', slug: 'curso-breve', cohortId: 'c-contingente' });
  await enrol(db, { name: 'tomas', slug: 'curso-breve' });
  return version;
}

/** The value of a hidden field. */
export const carried = (page: Page, name: string): string =>
  page.document.querySelector(`input[name=${name}]`)?.getAttribute('value') ?? '';

/** Opens the form, writes and sends; answers the address of the conversation. */
export async function ask(browser: Browser, texto: string, at = ASK): Promise<string> {
  const form = await browser.get(at);
  const answer = await browser.post(at, { texto, clave: carried(form, 'clave') });
  if (answer.status !== 303) throw new Error(answer.text);
  return answer.location;
}

/** Writes into a conversation as its page has it. */
export async function reply(browser: Browser, thread: string, texto: string): Promise<Page> {
  const page = await browser.get(thread);
  return browser.post(thread, {
    texto,
    clave: carried(page, 'clave'),
    visto: carried(page, 'visto'),
  });
}
