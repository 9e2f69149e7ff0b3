import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { lastEvents } from '../../support/people.ts';
import {
  beginCourse,
  COURSE_DATA,
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

  it('tells once that most of it has no English, and of each thing that is wrong', async () => {
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson);
    const sheet = await ximena.get(`${path}/publicar`);
    expect(sheet.text).to.match(/\d+ textos no tienen versión en inglés/);
    expect(sheet.text).to.not.include('Falta el texto en inglés de');
  });

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
    expect(read.text).to.include('Se agradece la confianza.');
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
    await saveLesson(ximena, lesson, { texto: '[mal](javascript:alert(1))' });
    const sheet = await ximena.get(`${path}/publicar`);
    const list = sheet.document.querySelector('#errores-del-curso');
    expect(list?.textContent).to.include('javascript:alert(1)');
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

  it('says how many minutes a lesson may take where that is not understood, and keeps what was typed', async () => {
    const { lesson } = await beginCourse(ximena);
    for (const minutos of ['', '0', '241', '8.5', 'diez']) {
      const page = await ximena.post(lesson, { ...LESSON, revision: '1', minutos });
      expect(page.status, minutos).to.equal(422);
      expect(page.document.querySelector('#minutos-error')?.textContent, minutos).to.include(
        'Escribe un número entero de 1 a 240.',
      );
      expect(page.document.querySelector('#minutos')?.getAttribute('value')).to.equal(minutos);
    }
    const english = await ximena.post(`${lesson}?lang=en`, {
      ...LESSON,
      revision: '1',
      minutos: '500',
    });
    expect(english.text).to.include('Write a whole number from 1 to 240.');
    await ximena.get(`${lesson}?lang=es-MX`);
  });

  it('is seen as a trainee will see it, in a frame that only our own pages may show', async () => {
    const { lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson);
    const phone = await ximena.get(`${lesson}/telefono`);
    const source = phone.document.querySelector('iframe')?.getAttribute('src') ?? '';
    expect(phone.headers.get('content-security-policy')).to.include("frame-src 'self'");
    const page = await ximena.get(source);
    expect(page.text).to.include('Doña Carmen llega con prisa');
    expect(page.headers.get('content-security-policy')).to.include("frame-ancestors 'self'");
    expect(page.headers.get('x-frame-options')).to.equal('SAMEORIGIN');
    expect(page.document.querySelector('.lesson-foot button')?.hasAttribute('disabled')).to.equal(
      true,
    );
    const elsewhere = await ximena.get(lesson);
    expect(elsewhere.headers.get('content-security-policy')).to.include("frame-ancestors 'none'");
  });

  it('in Spanish alone says so to whoever reads in English, in the right language', async () => {
    const { path, lesson } = await beginCourse(ximena);
    await saveLesson(ximena, lesson);
    await ximena.post(`${path}/publicar`, { nota: 'Primera versión.' });
    const rosa = await app.signedIn('rosa');
    await rosa.post(`${COURSE}/inscripcion`);
    const address = `${COURSE}/lecciones/primera-escucha`;
    expect((await rosa.get(address)).document.querySelector('.prose[lang]')).to.equal(null);
    const english = await rosa.get(`${address}?lang=en`);
    expect(english.text).to.include('This lesson is in Spanish.');
    expect(english.document.querySelector('.prose')?.getAttribute('lang')).to.equal('es-MX');
    expect((await rosa.get(`${COURSE}?lang=en`)).text).to.include('This course is in Spanish.');
  });

  it('has its modules and lessons added, ordered, renamed and removed', async () => {
    const { path } = await beginCourse(ximena);
    await ximena.post(`${path}/modulos`, { titulo: 'Después de escuchar' });
    const added = await ximena.post(`${path}/lecciones`, { modulo: 'm2', titulo: 'Acordar algo' });
    expect(added.location).to.equal(`${path}/lecciones/acordar-algo`);
    const order = async (): Promise<string[]> =>
      [...(await ximena.get(path)).document.querySelectorAll('.outline__title a')].map(
        (link) => link.textContent ?? '',
      );
    expect(await order()).to.deep.equal(['La primera escucha', 'Acordar algo']);
    await ximena.post(`${path}/lecciones/acordar-algo/mover`, { hacia: 'arriba' });
    await ximena.post(`${path}/lecciones/acordar-algo/mover`, { hacia: 'arriba' });
    expect(await order()).to.deep.equal(['Acordar algo', 'La primera escucha']);
    expect((await ximena.post(`${path}/modulos/m1/quitar`)).status).to.equal(409);
    await ximena.post(`${path}/modulos/m2/quitar`);
    await ximena.post(`${path}/lecciones/acordar-algo/duplicar`);
    await ximena.post(`${path}/lecciones/acordar-algo/quitar`);
    expect(await order()).to.deep.equal(['Acordar algo', 'La primera escucha']);
    const wrong = await ximena.post(`${path}/lecciones`, { modulo: 'm1', titulo: '' });
    expect(wrong.status).to.equal(422);
    expect(wrong.document.querySelector('#leccion-m1-error')).not.to.equal(null);
  });

  it('says what it is about, and nothing typed is lost when it changed meanwhile', async () => {
    const { path } = await beginCourse(ximena);
    const address = `${path}/datos`;
    const revision = revisionIn(await ximena.get(address));
    const form = { ...COURSE_DATA, revision };
    expect((await ximena.post(address, { ...form, titulo: 'Es' })).status).to.equal(422);
    expect((await ximena.post(address, form)).location).to.equal(path);
    expect((await ximena.get(path)).document.querySelector('h1')?.textContent).to.equal(
      form.titulo,
    );
    const late = await ximena.post(address, { ...form, titulo: 'Escuchar en otra colonia' });
    expect(late.status).to.equal(409);
    expect(late.document.querySelector('#titulo')?.getAttribute('value')).to.equal(
      'Escuchar en otra colonia',
    );
  });

  it('is mended as text where no form can show it', async () => {
    const { path } = await beginCourse(ximena);
    const file = `${path}/archivo?ruta=course.yml`;
    const revision = revisionIn(await ximena.get(file));
    const broken = { texto: 'title: [', revision };
    expect((await ximena.post(file, broken)).status).to.equal(303);
    expect((await ximena.get(path)).text).to.include('se puede mostrar por partes');
    const late = await ximena.post(file, { texto: 'otra: cosa', revision });
    expect(late.status).to.equal(409);
    expect(late.document.querySelector('textarea')?.textContent).to.include('otra: cosa');
    const sheet = await ximena.get(`${path}/publicar`);
    expect(sheet.document.querySelector('#errores-del-curso a')?.getAttribute('href')).to.equal(
      `${path}/archivo?ruta=course.yml`,
    );
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
