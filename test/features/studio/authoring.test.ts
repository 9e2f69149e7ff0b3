import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import {
  beginCourse,
  LESSON,
  NEW_COURSE,
  revisionIn,
  saveLesson,
  ximenaTeaches,
} from '../../support/studio.ts';

const COURSE = '/cursos/escuchar-antes-hablar';

describe('a course written in the studio', () => {
  let app: TestApp;
  let ximena: Browser;
  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    ximena = await app.signedIn('ximena');
  });
  afterEach(() => app.stop());

  it('is begun, written and published by an instructor, and then read by a trainee', async () => {
    const rosa = await app.signedIn('rosa');
    const { path, lesson } = await beginCourse(ximena);
    expect((await saveLesson(ximena, lesson)).location).to.equal(lesson);
    expect((await rosa.get(COURSE)).status).to.equal(404);
    expect((await rosa.get('/cursos')).text).not.to.include(NEW_COURSE.titulo);

    const sheet = await ximena.get(`${path}/publicar`);
    expect(sheet.text).to.include('Nada impide publicar.');
    const published = await ximena.post(`${path}/publicar`, { nota: 'Primera versión.' });
    expect(published.location).to.equal(COURSE);

    expect((await rosa.get('/cursos')).text).to.include(NEW_COURSE.titulo);
    await rosa.post(`${COURSE}/inscripcion`);
    const read = await rosa.get(`${COURSE}/lecciones/primera-escucha`);
    expect(read.status).to.equal(200);
    expect(read.text).to.include('Doña Carmen llega con prisa a la reunión.');
    expect(read.text).to.include(LESSON.resumen3);
  });

  it('makes its author the instructor of the course, and the log tells both', async () => {
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson);
    await ximena.post(`${path}/publicar`, { nota: 'Primera versión.' });
    const course = await app.database
      .db('courses')
      .where('slug', 'escuchar-antes-hablar')
      .first<{ id: string; origin: string; institution_id: string }>();
    expect(course).to.include({ origin: 'studio', institution_id: 'semujeres' });
    const [given, published] = await lastEvents(app, 2);
    expect(given).to.deep.include({ action: 'grants.given', actor_id: 'ximena' });
    expect(given?.details).to.deep.include({ role: 'instructor', course: course.id });
    expect(published).to.deep.include({ action: 'courses.published', object_id: course.id });
    expect(published?.details).to.deep.equal({ course: 'escuchar-antes-hablar', version: 1 });
    expect((await ximena.get('/ensenar')).text).to.include(NEW_COURSE.titulo);
  });

  it('is not published while something is wrong; each mistake leads to where it is mended', async () => {
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson, { resumen3: '', texto: '[mal](javascript:alert(1))' });
    const sheet = await ximena.get(`${path}/publicar`);
    const list = sheet.document.querySelector('#errores-del-curso');
    expect(list?.textContent).to.include('El resumen lleva exactamente tres renglones');
    const links = [...(list?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    expect(new Set(links)).to.deep.equal(new Set([lesson]));
    expect(sheet.document.querySelector('form[action$="/publicar"]')).to.equal(null);
    const answer = await ximena.post(`${path}/publicar`, { nota: 'De todos modos.' });
    expect(answer.status).to.equal(422);
    expect((await app.browser().get(COURSE)).status).to.equal(404);
  });

  it('keeps the text of a second tab, and shows it what the first one saved', async () => {
    const { lesson } = await beginCourse(ximena);
    const [first, second] = [await ximena.get(lesson), await ximena.get(lesson)];
    const send = (revision: string, texto: string) =>
      ximena.post(lesson, { ...LESSON, revision, texto });
    expect((await send(revisionIn(first), '## Primera\n\nUna.')).status).to.equal(303);
    const late = await send(revisionIn(second), '## Segunda\n\nOtra.');
    expect(late.status).to.equal(409);
    expect(late.document.querySelector('textarea[name=texto]')?.textContent).to.include('Otra.');
    expect(late.document.querySelector('[role=alert]')?.textContent).to.include('Una.');
    expect((await ximena.get(lesson)).text).to.include('Una.');
    expect((await send(revisionIn(late), '## Segunda\n\nOtra.')).status).to.equal(303);
    expect((await ximena.get(lesson)).text).to.include('Otra.');
  });

  it('shows what was typed as it would look, without saving it', async () => {
    const { lesson } = await beginCourse(ximena);
    const looked = await ximena.post(`${lesson}/vista`, {
      ...LESSON,
      revision: '1',
      texto: '## Título\n\n::: nota Para recordar\nAlgo.\n:::\n\n<script>alert(1)</script>',
    });
    expect(looked.status).to.equal(200);
    const shown = looked.document.querySelector('.preview__page');
    expect(shown?.querySelector('.block--nota')?.textContent).to.include('Para recordar');
    expect(shown?.querySelector('script')).to.equal(null);
    expect(looked.document.querySelector('#vista .notice')?.textContent).to.include('renglón 7');
    expect(looked.document.querySelector('textarea')?.textContent).to.include('Para recordar');
    expect((await ximena.get(lesson)).text).not.to.include('Para recordar');
  });

  it('comes back with each mistake beside its field, and what was typed', async () => {
    const answer = await ximena.post('/ensenar/cursos', {
      titulo: 'Es',
      horas: 'muchas',
      leccion: '',
    });
    expect(answer.status).to.equal(422);
    for (const id of ['titulo', 'para', 'horas', 'leccion'])
      expect(answer.document.querySelector(`#${id}-error`), id).not.to.equal(null);
    expect(answer.document.querySelector('#horas')?.getAttribute('value')).to.equal('muchas');
  });

  it('is nobody else’s before it is published', async () => {
    const { path, lesson } = await beginCourse(ximena);
    for (const name of ['rosa', 'irene', 'lucia', 'tomas', 'bruno', 'marco'] as const) {
      const browser = await app.signedIn(name);
      for (const address of ['/ensenar', '/ensenar/cursos/nuevo', path, lesson, `${path}/publicar`])
        expect((await browser.get(address)).status, `${name} ${address}`).to.equal(404);
      const answer = await browser.post(`${path}/publicar`, { nota: 'No es mío.' });
      expect(answer.status, name).to.equal(404);
    }
    expect((await app.browser().get(path)).location).to.include('/entrar');
  });
});
