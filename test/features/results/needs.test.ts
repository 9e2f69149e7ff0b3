import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { toColumn } from '../../../src/db/columns.ts';
import { addCohort } from '../../../src/demo/factories.ts';
import { DAY } from '../../../src/lib/clock.ts';
import type { TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { lastEvents } from '../../support/people.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom } from './classroom.ts';
import { handIn, join } from './handed-in.ts';

const LIST = '/ensenar/quien-me-necesita';
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const WRONG = { r_uno: 'a' };

const itemsOf = (page: Page) => [
  ...page.document.querySelectorAll('[aria-labelledby="personas"] > .rows > li'),
];
const namesOf = (page: Page): string[] =>
  itemsOf(page).map((item) => item.querySelector('h3')?.textContent ?? '');
const of = (page: Page, name: string): string =>
  (
    itemsOf(page).find((item) => item.querySelector('h3')?.textContent === name)?.textContent ?? ''
  ).replace(/\s+/g, ' ');

describe('who needs somebody who teaches', () => {
  let app: TestApp;
  let ximena: Browser;
  let bruno: Browser;

  const opened = (id: string, lesson: string, at: Date, doneAt: Date | null = null) =>
    app.database.db('lesson_progress').insert({
      enrolment_id: `e-${id}`,
      lesson_id: lesson,
      opened_at: toColumn(at),
      done_at: doneAt === null ? null : toColumn(doneAt),
      alternative: false,
    });

  before(async () => {
    app = await classroom();
    const { db } = app.database;
    const { id: courseId } = await db('courses').where('slug', SLUG).first<{ id: string }>('id');
    const group = {
      courseId,
      institutionId: 'semujeres',
      side: 'community' as const,
      instructorIds: ['ximena'],
      startsOn: '2026-09-01',
      createdAt: NOW,
    };
    await addCohort(db, { ...group, id: 'c-vence', name: 'Grupo que vence', dueOn: '2026-12-01' });
    await addCohort(db, { ...group, id: 'c-cerro', name: 'Ya cerró', endsOn: '2026-11-22' });
    await addCohort(db, { ...group, id: 'c-luego', name: 'Luego', startsOn: '2026-11-24' });
    await db('cohorts').where('id', 'c-mision').update({ deploys_on: '2026-12-20' });

    await join(app, { id: 'ana', name: 'Ana, sin empezar', since: ago(60) });
    await join(app, { id: 'beti', name: 'Beti, con una lección abierta' });
    await opened('beti', 'l1', ago(7));
    await opened('beti', 'l2', ago(2), ago(1));
    await join(app, { id: 'carla', name: 'Carla, sin intentos' });
    for (const number of [1, 2, 3]) await handIn(app, { id: 'carla', number, answers: WRONG });
    await join(app, { id: 'dora', name: 'Dora, con dos intentos' });
    for (const number of [1, 2]) await handIn(app, { id: 'dora', number, answers: WRONG });
    await join(app, { id: 'eva', name: 'Eva, con un intento', cohortId: 'c-vence' });
    await handIn(app, { id: 'eva', answers: { ...ALL_RIGHT, r_vital: 'a' }, at: ago(3) });
    await join(app, { id: 'fe', name: 'Fe, que está en otro intento' });
    await handIn(app, { id: 'fe', answers: WRONG, at: ago(30) });
    await handIn(app, { id: 'fe', answers: WRONG, number: 2, at: ago(1), isOpen: true });
    await join(app, { id: 'gabi', name: 'Gabi, que aprobó' });
    await handIn(app, { id: 'gabi', answers: ALL_RIGHT, at: ago(13.9) });
    await join(app, { id: 'ines', name: 'Inés, que terminó', since: ago(60) });
    await db('enrolments')
      .where('id', 'e-ines')
      .update({ status: 'completed', completed_at: toColumn(NOW), completed_on: '2026-11-23' });
    await join(app, { id: 'julia', name: 'Julia, que se fue', since: ago(60) });
    await opened('julia', 'l1', ago(20), ago(14));
    for (const [id, cohortId] of [
      ['karla', 'c-cerro'],
      ['lola', 'c-luego'],
    ] as const)
      await join(app, { id, name: `${id} de otro tiempo`, cohortId, since: ago(60) });
    await db('enrolments')
      .where('person_id', 'elena')
      .update({ enrolled_at: toColumn(ago(60)) });
    ximena = await app.signedIn('ximena');
    bruno = await app.signedIn('bruno');
  });
  after(() => app.stop());

  it('is listed by urgency, then by who cannot go on alone', async () => {
    const page = await ximena.get(LIST);
    expect(page.status).to.equal(200);
    expect(namesOf(page)).to.deep.equal([
      'Eva, con un intento',
      'Beti, con una lección abierta',
      'Carla, sin intentos',
      'Dora, con dos intentos',
      'Ana, sin empezar',
      'Julia, que se fue',
    ]);
    expect(page.text).to.include('6 personas').and.include('14 días o más sin abrir');
  });

  it('is told with the reason, the place and the day', async () => {
    const page = await ximena.get(LIST);
    expect(of(page, 'Eva, con un intento'))
      .to.include('vence el 1 de diciembre de 2026')
      .and.include('No ha aprobado')
      .and.include('falló una pregunta indispensable')
      .and.include('entregó «Evaluación final», 20 de noviembre de 2026');
    expect(of(page, 'Beti, con una lección abierta'))
      .to.include('No puede avanzar')
      .and.include('Abrió la lección «Lección l1» hace 7 días o más')
      .and.include('terminó la lección «Lección l2», 22 de noviembre de 2026');
    expect(of(page, 'Carla, sin intentos'))
      .to.include('Usó todos sus intentos en «Evaluación final».')
      .and.include('Tiene 16 de 100 y se aprueba con 70.');
    expect(of(page, 'Dora, con dos intentos')).to.include('Lleva 2 intentos');
    // Her group began on the first of November, weeks after she was enrolled.
    expect(of(page, 'Ana, sin empezar'))
      .to.include('No ha empezado; podía hacerlo desde hace 22 días')
      .and.include('todavía nada');
    expect(of(page, 'Julia, que se fue')).to.include('Sin actividad desde hace 14 días.');
  });

  it('is narrowed to a reason and a group', async () => {
    const narrowed = async (query: string) => namesOf(await ximena.get(`${LIST}?${query}`));
    expect(await narrowed('razon=sin-actividad')).to.deep.equal([
      'Ana, sin empezar',
      'Julia, que se fue',
    ]);
    expect(await narrowed('razon=sin-aprobar')).to.have.length(3);
    expect(await narrowed('razon=sin-avanzar')).to.deep.equal([
      'Beti, con una lección abierta',
      'Carla, sin intentos',
      'Dora, con dos intentos',
    ]);
    expect(await narrowed('grupo=c-vence')).to.deep.equal(['Eva, con un intento']);
    expect(await narrowed('grupo=c-vence&razon=sin-actividad')).to.deep.equal([]);
    expect(await narrowed('grupo=c-mision')).to.deep.equal([]);
    expect(await narrowed('razon=otra')).to.have.length(6);
  });

  it('is seen by those who accompany her alone, and leaves a trace', async () => {
    expect(namesOf(await bruno.get(LIST))).to.deep.equal(['Elena Cruz']);
    for (const name of ['rosa', 'marco', 'lucia', 'irene', 'ada'] as const)
      expect((await (await app.signedIn(name)).get(LIST)).status, name).to.equal(404);
    expect((await lastEvents(app))[0]).to.deep.include({ action: 'needs.read', actor_id: 'bruno' });
    const { db } = app.database;
    for (const status of ['frozen', 'closed']) {
      await db('people').where('id', 'carla').update({ status });
      expect((await ximena.get(LIST)).text, status).not.to.include('Carla');
      expect((await ximena.get(`${LIST}.csv`)).body, status).not.to.include('Carla');
    }
    await db('people').where('id', 'carla').update({ status: 'active' });
    await db('enrolments').where('id', 'e-carla').update({ status: 'withdrawn' });
    expect((await ximena.get(LIST)).text).not.to.include('Carla');
    await db('enrolments').where('id', 'e-carla').update({ status: 'active' });
  });

  it('is written to alone or with all the others, in two clicks', async () => {
    const page = await ximena.get(LIST);
    const all = page.document.querySelector('[aria-labelledby="personas"] > p a');
    expect(all?.textContent).to.equal('Escribir a las 6 personas');
    const letter = await ximena.get(all?.getAttribute('href') ?? '');
    expect(letter.text).to.include('6 personas');
    const one = itemsOf(page)[0]?.querySelector('a[href*="/ensenar/mensaje"]');
    expect((await ximena.get(one?.getAttribute('href') ?? '')).status).to.equal(200);
  });

  it('gets another attempt from the list, with a reason', async () => {
    const page = await ximena.get(`${LIST}?razon=sin-aprobar`);
    const forms = [...page.document.querySelectorAll('[aria-labelledby="personas"] form')];
    expect(forms).to.have.length(1);
    const action = forms[0]?.getAttribute('action') ?? '';
    expect((await bruno.post(action, { motivo: 'Se cortó la luz.' })).status).to.equal(404);
    expect((await bruno.post(action, { motivo: '' })).status).to.equal(404);
    const without = await ximena.post(action, { motivo: 'no' });
    expect(without.status).to.equal(422);
    const field = without.document.querySelector('[name="motivo"]');
    expect(field?.getAttribute('aria-invalid')).to.equal('true');
    expect(field?.getAttribute('value')).to.equal('no');
    expect(field?.closest('details')?.hasAttribute('open')).to.equal(true);
    expect(without.document.querySelector('#errores a')?.getAttribute('href')).to.equal(
      `#${field?.getAttribute('id') ?? ''}`,
    );
    const given = await ximena.post(action, { motivo: 'Se cortó la luz.' });
    expect([given.status, given.location]).to.deep.equal([303, `${LIST}?razon=sin-aprobar`]);
    expect((await ximena.post(action, { motivo: 'Se cortó la luz.' })).status).to.equal(409);
    const after = await ximena.get(LIST);
    expect(after.document.querySelectorAll('[aria-labelledby="personas"] form')).to.have.length(0);
    expect(of(after, 'Carla, sin intentos')).to.include('Lleva 3 intentos');
  });

  it('is counted on the home of whoever teaches', async () => {
    const home = await ximena.get('/ensenar');
    const card = home.document.querySelector(`a[href="${LIST}"]`)?.closest('li');
    expect(card?.querySelector('.badge')?.textContent).to.equal('6');
  });

  it('leaves as CSV in the same order, which is written down', async () => {
    const file = await ximena.get(`${LIST}.csv?grupo=c-vence`);
    expect(file.headers.get('content-disposition')).to.include('quien-me-necesita-2026-11-23.csv');
    const rows = parse(file.body, { bom: true });
    expect(rows).to.have.length(2);
    expect(rows[1]?.slice(0, 6)).to.deep.equal([
      'Eva, con un intento',
      'Grupo que vence',
      'Curso de evaluar',
      '',
      '2026-12-01',
      'No ha aprobado',
    ]);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'needs.exported',
      details: { rows: 1, format: 'csv', cohort: 'c-vence', reason: 'purpose.support' },
    });
  });
});
