import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { enrol, finishLessons } from '../../support/enrol.ts';
import { ALL_RIGHT, publishQuizCourse, SLUG } from './quiz-course.ts';

const quiz = (id: string): string => `/cursos/${SLUG}/evaluaciones/${id}`;
const start = (browser: Browser, id: string) => browser.post(`${quiz(id)}/intentos`);

describe('a quiz before it is answered', () => {
  let app: TestApp;
  let rosa: Browser;
  let enrolment: string;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    enrolment = await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  it('says its rules in words and offers one button', async () => {
    const page = await rosa.get(quiz('final'));
    expect(page.status).to.equal(200);
    expect(page.text).to.include('Son 6 preguntas');
    expect(page.text).to.include('No hay límite de tiempo');
    expect(page.text).to.include('Tienes 3 intentos');
    expect(page.text).to.include('Apruebas con 70 de 100. Cuenta para tu constancia.');
    expect(page.text).to.include('indispensables');
    expect([...page.document.querySelectorAll('main .button--primary')]).to.have.length(1);
  });

  it('says that a pre-test neither passes nor counts', async () => {
    const { text } = await rosa.get(quiz('inicial'));
    expect(text).to.include('Aquí nadie aprueba ni reprueba. No cuenta para tu calificación.');
    expect(text).not.to.include('indispensables');
  });

  it('speaks English as well', async () => {
    const english = await app.signedIn('rosa');
    expect((await english.get(`${quiz('final')}?lang=en`)).text).to.include(
      'You pass with 70 out of 100.',
    );
  });

  it('leads somebody who is not enrolled to the course, and starts nothing', async () => {
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(quiz('final'))).location).to.equal(`/cursos/${SLUG}`);
    expect((await start(tomas, 'final')).location).to.equal(`/cursos/${SLUG}`);
    expect(await app.database.db('attempts').where('person_id', 'tomas')).to.deep.equal([]);
  });

  it('is a missing page for a course or a quiz that does not exist', async () => {
    expect((await rosa.get(quiz('no-existe'))).status).to.equal(404);
    expect((await start(rosa, 'no-existe')).status).to.equal(404);
    expect((await rosa.get('/cursos/otro/evaluaciones/final')).status).to.equal(404);
    expect((await rosa.get(`/cursos/${SLUG}/evaluaciones/%00`)).status).to.equal(404);
  });

  it('sends somebody without a session to sign in and back', async () => {
    expect((await app.browser().get(quiz('final'))).location).to.equal(
      `/entrar?sigue=${encodeURIComponent(quiz('final'))}`,
    );
  });

  it('continues the open attempt instead of starting another', async () => {
    const first = await start(rosa, 'practica');
    const second = await start(rosa, 'practica');
    expect(first.status).to.equal(303);
    expect(second.location).to.equal(first.location);
    expect((await rosa.get(quiz('practica'))).text).to.include('Seguir con mi intento');
  });

  it('stays closed until the module or the lessons before it are finished', async () => {
    expect((await rosa.get(quiz('tras-modulo'))).text).to.include(
      'Se abre cuando termines el módulo «Módulo uno»',
    );
    expect((await start(rosa, 'tras-modulo')).status).to.equal(409);
    await finishLessons(app.database.db, enrolment, ['l1']);
    expect((await start(rosa, 'tras-modulo')).status).to.equal(303);
    expect((await start(rosa, 'tras-todo')).status).to.equal(409);
    expect((await rosa.get(quiz('tras-todo'))).text).to.include(
      'Se abre cuando termines todas las lecciones',
    );
    await finishLessons(app.database.db, enrolment, ['l2']);
    expect((await start(rosa, 'tras-todo')).status).to.equal(303);
  });

  it('gives one attempt to many simultaneous starts, and none beyond the limit', async () => {
    const begin = () => Promise.all(Array.from({ length: 12 }, () => start(rosa, 'una-vez')));
    const answers = await begin();
    expect(new Set(answers.map(({ location }) => location)).size).to.equal(1);
    const path = answers[0]?.location ?? '';
    await rosa.post(`${path}/entrega`, { clave: 'fin', confirmar: '1' });
    expect((await begin()).map(({ status }) => status)).to.deep.equal(Array<number>(12).fill(409));
    expect(await app.database.db('attempts').where('quiz_id', 'una-vez')).to.have.length(1);
    expect((await rosa.get(quiz('una-vez'))).text).to.include('Ya usaste todos tus intentos');
  });

  it('counts attempts down and stops at the limit', async () => {
    for (let number = 1; number <= 3; number += 1) {
      const { location } = await start(rosa, 'final');
      await rosa.post(`${location}/entrega`, { clave: `fin-${String(number)}`, confirmar: '1' });
    }
    expect((await start(rosa, 'final')).status).to.equal(409);
    const page = await rosa.get(quiz('final'));
    expect(page.text).to.include('Tienes 3 intentos. Ya los usaste.');
    expect([...page.document.querySelectorAll('.rows__link')]).to.have.length(3);
  });

  it('is not repeated once passed', async () => {
    const elena = await app.signedIn('elena');
    await enrol(app.database.db, { name: 'elena', slug: SLUG });
    const { location } = await start(elena, 'final');
    await elena.post(`${location}/entrega`, { clave: 'fin', ...ALL_RIGHT });
    expect((await start(elena, 'final')).status).to.equal(409);
    expect((await elena.get(quiz('final'))).text).to.include('Ya aprobaste esta evaluación');
  });
});
