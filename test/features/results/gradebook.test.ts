import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import type { TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { NOW } from '../../support/clock.ts';
import { addPeople, lastEvents } from '../../support/people.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, GRADES, take } from './classroom.ts';

const namesOf = (page: Page): string[] =>
  [...page.document.querySelectorAll('tbody th')].map((cell) => cell.textContent ?? '');

describe('the grades of a course', () => {
  let app: TestApp;
  const browsers = new Map<string, Browser>();
  const as = async (name: Parameters<TestApp['signedIn']>[0]): Promise<Browser> => {
    const known = browsers.get(name) ?? (await app.signedIn(name));
    browsers.set(name, known);
    return known;
  };
  before(async () => {
    app = await classroom();
    const rosa = await as('rosa');
    await take(rosa, 'inicial', { r_uno: 'a' });
    await take(rosa, 'final', { ...ALL_RIGHT, r_vital: 'a' });
    await take(rosa, 'final', ALL_RIGHT);
    await (await as('elena')).post(`/cursos/${SLUG}/evaluaciones/final/intentos`);
  });
  after(() => app.stop());

  it('show an instructor her group: how far each is, and the best attempt at each quiz', async () => {
    const page = await (await as('ximena')).get(GRADES);
    expect(page.status).to.equal(200);
    expect(namesOf(page)).to.deep.equal(['Rosa Hernández']);
    const cells = [...page.document.querySelectorAll('tbody td')].map(({ textContent }) =>
      (textContent ?? '').trim().replace(/\s+/g, ' '),
    );
    expect(cells.slice(0, 5)).to.deep.equal([
      'Grupo de paz',
      'En curso',
      '1/3',
      '100 Aprobada',
      '16',
    ]);
    const [link] = page.document.querySelectorAll('tbody a');
    expect(link?.getAttribute('href')).to.match(/^\/ensenar\/intentos\/[\w-]+$/);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'gradebook.read',
      actor_id: 'ximena',
      details: { rows: 1, page: 1, reason: 'purpose.support' },
    });
  });

  it('are of those whom the reader reaches, on her side of the wall', async () => {
    const seen: Record<string, string[] | number> = {};
    for (const name of ['bruno', 'marco', 'lucia', 'ximena', 'irene', 'rosa', 'ada'] as const) {
      const page = await (await as(name)).get(GRADES);
      seen[name] = page.status === 200 ? namesOf(page) : page.status;
    }
    expect(seen).to.deep.equal({
      bruno: ['Elena Cruz'],
      marco: ['Elena Cruz', 'Tomás Aguilar'],
      lucia: ['Tomás Aguilar'],
      ximena: ['Rosa Hernández'],
      irene: 404,
      rosa: 404,
      ada: 404,
    });
    const marco = await (await as('marco')).get(GRADES);
    expect(marco.document.querySelector('tbody a'), 'a final grade opens no answers').to.equal(
      null,
    );
    expect((await (await as('bruno')).get(`${GRADES}?grupo=c-paz`)).text).not.to.include('Rosa');
    expect(
      (await (await as('ximena')).get('/ensenar/cursos/no-existe/calificaciones')).status,
    ).to.equal(404);
  });

  it('narrow to a group, a state, a result and a name', async () => {
    const marco = await as('marco');
    const narrowed = async (query: string): Promise<string[]> =>
      namesOf(await marco.get(`${GRADES}?${query}`));
    expect(await narrowed('grupo=c-mision')).to.deep.equal(['Elena Cruz']);
    expect(await narrowed('grupo=sin-grupo')).to.deep.equal(['Tomás Aguilar']);
    expect(await narrowed('avance=sin-iniciar')).to.deep.equal(['Tomás Aguilar']);
    expect(await narrowed('avance=en-curso')).to.deep.equal(['Elena Cruz']);
    expect(await narrowed('avance=termino')).to.deep.equal([]);
    expect(await narrowed('resultado=sin-intento')).to.deep.equal(['Tomás Aguilar']);
    expect(await narrowed('resultado=aprobo')).to.deep.equal([]);
    expect(await narrowed('q=tomas+AGUILAR')).to.deep.equal(['Tomás Aguilar']);
    expect(await narrowed('q=%25')).to.have.length(2);
    const ximena = await as('ximena');
    expect(namesOf(await ximena.get(`${GRADES}?evaluacion=final&resultado=aprobo`))).to.have.length(
      1,
    );
    expect(
      namesOf(await ximena.get(`${GRADES}?evaluacion=una-vez&resultado=aprobo`)),
    ).to.have.length(0);
    expect(namesOf(await ximena.get(`${GRADES}?resultado=no-aprobo`))).to.have.length(0);
    expect((await marco.get(`${GRADES}?avance=otra`)).status).to.equal(400);
  });

  it('leave as CSV and as a workbook, which is written down', async () => {
    const ximena = await as('ximena');
    const file = await ximena.get(`${GRADES}.csv`);
    expect(file.headers.get('content-disposition')).to.include('calificaciones-2026-11-23.csv');
    const [head = [], row = []] = parse(file.body, { bom: true });
    expect(row.slice(0, 7)).to.deep.equal([
      'Rosa Hernández',
      'Grupo de paz',
      'En curso',
      '1 de 3',
      '',
      '100',
      'Aprobada',
    ]);
    expect(head[5]).to.equal('Evaluación final: puntos de 100');
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'gradebook.exported',
      details: { rows: 1, format: 'csv', reason: 'purpose.support' },
    });
    const [grades, definitions] = await readWorkbook((await ximena.get(`${GRADES}.xlsx`)).bytes);
    expect(grades?.sheet).to.equal('Calificaciones');
    expect(grades?.data[0]).to.deep.equal(head);
    expect(grades?.data[1]?.map((cell) => (cell === null ? '' : String(cell)))).to.deep.equal(row);
    expect(grades?.data[1]?.[5]).to.equal(100);
    expect(definitions?.data.map(([name]) => name)).to.include.members(['Avance', 'Pasos']);
    expect((await (await as('rosa')).get(`${GRADES}.csv`)).status).to.equal(404);
  });

  it('hide whoever is protected, has left or has closed her account', async () => {
    const { db } = app.database;
    const ximena = await as('ximena');
    for (const status of ['frozen', 'closed']) {
      await db('people').where('id', 'rosa').update({ status });
      expect(namesOf(await ximena.get(GRADES)), status).to.deep.equal([]);
      expect((await ximena.get(`${GRADES}.csv`)).body, status).not.to.include('Rosa');
    }
    await db('people').where('id', 'rosa').update({ status: 'active' });
    await db('enrolments').where('person_id', 'rosa').update({ status: 'withdrawn' });
    expect(namesOf(await ximena.get(GRADES))).to.deep.equal([]);
    await db('enrolments').where('person_id', 'rosa').update({ status: 'active' });
  });

  it('turn pages of fifty, and start no formula in a file', async () => {
    const { db } = app.database;
    const people = Array.from({ length: 60 }, (_, at) => ({
      id: `s${String(at).padStart(2, '0')}`,
      displayName: at === 0 ? '=1+1' : `Sara ${String(at).padStart(2, '0')}`,
    }));
    await addPeople(app, ...people);
    const known = await db('enrolments')
      .where('person_id', 'rosa')
      .first<Record<string, unknown>>();
    await db('enrolments').insert(
      people.map(({ id }) => ({
        ...known,
        id: `e-${id}`,
        person_id: id,
        started_at: null,
        enrolled_at: NOW.toISOString(),
      })),
    );
    const ximena = await as('ximena');
    const first = await ximena.get(GRADES);
    expect(first.text).to.include('61 personas');
    expect(namesOf(first)).to.have.length(50);
    expect(namesOf(await ximena.get(`${GRADES}?pagina=2`))).to.have.length(11);
    expect(namesOf(await ximena.get(`${GRADES}?pagina=999`))).to.have.length(11);
    const { body } = await ximena.get(`${GRADES}.csv`);
    expect(body).to.include("'=1+1").and.not.match(/\n=1/);
  });

  it('are offered by course and group', async () => {
    const links = async (name: 'ximena' | 'marco'): Promise<(string | null)[]> =>
      [
        ...(await (await as(name)).get('/ensenar/calificaciones')).document.querySelectorAll(
          '.rows__link',
        ),
      ].map((link) => link.getAttribute('href'));
    expect(await links('ximena')).to.deep.equal([`${GRADES}?grupo=c-paz`]);
    expect(await links('marco')).to.deep.equal([GRADES, `${GRADES}?grupo=c-mision`]);
  });
});
