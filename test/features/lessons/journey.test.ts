import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { passQuiz } from '../../support/learning.ts';

describe('rosa takes a course with JavaScript off', () => {
  let app: TestApp;
  let rosa: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    rosa = await app.signedIn('rosa');
  });
  after(() => app.stop());

  it('finds an empty place with one thing to do', async () => {
    const page = await rosa.visit('/');
    expect(page.text).to.include('Todavía no tienes cursos');
    expect(page.document.querySelector('.empty a')?.getAttribute('href')).to.equal('/cursos');
  });

  it('finds the course although she leaves out the accents', async () => {
    const page = await rosa.get('/cursos?q=ACUERDOS+PLAZA');
    expect(page.text).to.include('1 curso');
    expect(page.document.querySelector('.card--link a')?.getAttribute('href')).to.equal(
      '/cursos/curso-breve',
    );
  });

  it('enrols and stands before the first lesson', async () => {
    const course = await rosa.get('/cursos/curso-breve');
    expect(course.document.querySelector('main form')?.getAttribute('action')).to.equal(
      '/cursos/curso-breve/inscripcion',
    );
    const page = await rosa.postAndFollow('/cursos/curso-breve/inscripcion');
    expect(page.text)
      .to.include('Te inscribiste')
      .and.include('Empezar: La plaza es de todas las personas');
    const mine = await rosa.get('/mi-aprendizaje');
    expect(mine.document.querySelector('.card--action .button')?.getAttribute('href')).to.equal(
      '/cursos/curso-breve/lecciones/la-plaza',
    );
    expect(mine.text).to.include('8 min').and.include('0 de 3 lecciones, 0 de 1 evaluación');
  });

  it('checks herself and reads why, in the place of the question', async () => {
    const address = '/cursos/curso-breve/lecciones/la-plaza';
    const lesson = await rosa.get(address);
    expect(lesson.status).to.equal(200);
    expect(lesson.body).not.to.include('Preguntar para qué abre caminos');
    const form = lesson.document.querySelector('#chk-plaza-1');
    expect(form?.getAttribute('action')).to.equal(
      `${address}/comprobacion/chk-plaza-1#chk-plaza-1`,
    );

    const nothing = await rosa.post(`${address}/comprobacion/chk-plaza-1`);
    expect(nothing.status).to.equal(422);
    expect(nothing.document.querySelector('#chk-plaza-1-error')?.textContent).to.include('Elige');

    const wrong = await rosa.post(`${address}/comprobacion/chk-plaza-1`, { 'r_chk-plaza-1': 'a' });
    expect(wrong.status).to.equal(200);
    const answered = wrong.document.querySelector('#chk-plaza-1');
    expect(answered?.textContent)
      .to.include('Todavía no')
      .and.include('Votar deja a alguien fuera')
      .and.include('Preguntar para qué abre caminos')
      .and.include('Una multa castiga');
    expect(answered?.querySelector('input[value=a]')?.hasAttribute('checked')).to.equal(true);

    const right = await rosa.post(`${address}/comprobacion/chk-plaza-1`, { 'r_chk-plaza-1': 'b' });
    expect(right.document.querySelector('#chk-plaza-1 .verdict')?.textContent).to.equal('Así es');
  });

  it('goes from lesson to lesson, and the dashboard keeps her place', async () => {
    const after = await rosa.post('/cursos/curso-breve/lecciones/la-plaza/terminada');
    expect(after.status).to.equal(303);
    expect(after.location).to.equal('/cursos/curso-breve/lecciones/escuchar-bien');
    const mine = await rosa.get('/mi-aprendizaje');
    expect(mine.text).to.include('Seguir: Escuchar').and.include('1 de 3 lecciones');
  });

  it('chooses the other route of the sensitive lesson, which counts the same', async () => {
    await rosa.post('/cursos/curso-breve/lecciones/escuchar-bien/terminada');
    const address = '/cursos/curso-breve/lecciones/pedir-ayuda';
    const gate = await rosa.get(address);
    expect(gate.text).to.include('Antes de abrir esta lección').and.include('habla de amenazas');
    expect(gate.text).not.to.include('Algo la asusta');
    const ways = [...gate.document.querySelectorAll('.gate .button')];
    expect(ways.map((way) => [way.getAttribute('href'), way.getAttribute('class')])).to.deep.equal([
      [`${address}?ruta=lectura`, 'button'],
      [`${address}?ruta=alternativa`, 'button'],
    ]);

    const other = await rosa.get(`${address}?ruta=alternativa`);
    expect(other.text).to.include('Piensa en una báscula');
    expect(other.text).not.to.include('Algo la asusta');
    expect(other.document.querySelector('input[name=alternativa]')?.getAttribute('value')).to.equal(
      '1',
    );
    const after = await rosa.post(`${address}/terminada`, { alternativa: '1' });
    expect(after.location).to.equal('/cursos/curso-breve/evaluaciones/evaluacion-final');
    const row: unknown = await app.services.database
      .db('lesson_progress')
      .where('lesson_id', 'pedir-ayuda')
      .first('alternative');
    expect(Boolean((row as { alternative: unknown }).alternative)).to.equal(true);
  });

  it('is sent to the quiz once the lessons are done, and the course is complete after it', async () => {
    const mine = await rosa.get('/mi-aprendizaje');
    expect(mine.document.querySelector('.card--action .button')?.getAttribute('href')).to.equal(
      '/cursos/curso-breve/evaluaciones/evaluacion-final',
    );
    await passQuiz(app, { personId: 'rosa', quizId: 'evaluacion-final', slug: 'curso-breve' });
    const done = await rosa.get('/mi-aprendizaje');
    expect(done.text).to.include('Completo').and.include('3 de 3 lecciones, 1 de 1 evaluación');
    expect((await rosa.get('/cursos/curso-breve')).text).to.include('Completaste este curso');
  });

  it('reads the same in English', async () => {
    const page = await rosa.get('/cursos/curso-breve/lecciones/la-plaza?lang=en');
    expect(page.document.querySelector('html')?.getAttribute('lang')).to.equal('en');
    expect(page.text)
      .to.include('What does an agreement begin with?')
      .and.include('Words of this lesson');
    expect(page.text).not.to.match(/Comprueba|En resumen/);
    await rosa.get('/cursos?lang=es-MX');
  });
});
