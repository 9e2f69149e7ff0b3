import { expect } from 'chai';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { toColumn } from '../../../src/db/columns.ts';
import { personRow } from '../../../src/demo/factories.ts';
import { ALL_RIGHT, SLUG } from '../assessment/quiz-course.ts';
import { classroom, take } from '../results/classroom.ts';
import { figuresOf, inBatches, seedEnrolments } from './seed.ts';

const INDICATORS = '/administrar/indicadores';

/** The cells of a table of the page, by the heading of its rows. */
function linesOf(page: Awaited<ReturnType<Browser['get']>>, id: string): Record<string, string[]> {
  const table = page.document.querySelector(`[aria-labelledby=${id}] tbody`);
  return Object.fromEntries(
    [...(table?.querySelectorAll('tr') ?? [])].map((row) => [
      (row.querySelector('th')?.textContent ?? '').trim(),
      [...row.querySelectorAll('td')].map((cell) => (cell.textContent ?? '').trim()),
    ]),
  );
}

/** Ten printed codes, three of them used, and somebody who came in with a table and has not opened her account. */
async function inviteIntoOaxaca({ database: { db }, clock }: TestApp): Promise<void> {
  const at = toColumn(clock());
  await db('invitations').insert({
    ...{ id: 'v-oaxaca', kind: 'slips', label: 'Oaxaca', side: 'community', place_state: '20' },
    ...{ uses: 10, uses_left: 7, expires_at: at, created_at: at },
  });
  await db('people_imports').insert({
    ...{ id: 'import', made_at: at, status: 'added', file_name: 'lista.csv', mapping: '{}' },
    ...{ rows: 2, done: 2, no_password: 'nobody has this' },
  });
  const person = personRow({
    ...{ id: 'listed', username: 'listed', displayName: 'Una de la lista', sex: 'mujer' },
    ...{ side: 'community', cvegeo: '20067', passwordHash: 'nobody has this', createdAt: clock() },
  });
  await db('people').insert(person);
}

describe('the indicators', () => {
  let app: TestApp;
  let irene: Browser;
  let lucia: Browser;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    await inviteIntoOaxaca(app);
    await app.services.countLearned();
    irene = await app.signedIn('irene');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  it('tell a state its funnel, time, coverage, gap and months, each with definition and n', async () => {
    const page = await irene.get(INDICATORS);
    expect(page.status).to.equal(200);
    const figures = figuresOf(page);
    expect(figures['Tasa de inicio']).to.equal('84%');
    expect(figures['Tasa de terminación']).to.equal('49%');
    expect(figures['Municipios con alguien que terminó']).to.equal('2');
    // Begun in May and June, done on 1 October: 16 of May, 2 of June.
    expect(figures['Tiempo a término']).to.match(/^1[45]\d días$/);
    expect(page.text).to.include('n = 18').and.include('de 2,478 municipios');
    const nothing = '–no se compara';
    expect(linesOf(page, 'embudo')).to.deep.equal({
      // The 37, Irene herself, seven codes that nobody used and one of the list.
      'Personas invitadas': ['46', nothing, nothing],
      'Con cuenta': ['38', nothing, '8'],
      Inscripciones: ['37', '100%', '1'],
      Iniciaron: ['31', '84%', '6'],
      // Completed without a lesson: who completed has reached every step.
      'Llegaron a la mitad': ['18', '49%', '13'],
      'Aprobaron las evaluaciones': ['18', '49%', '0'],
      'Trabajos calificados': ['no hay en el curso', nothing, nothing],
      'Constancias vigentes': ['17', '46%', '1'],
    });
    expect(linesOf(page, 'brecha')['mujeres']?.[0]).to.equal('17 de 33');
    expect(page.text).to.match(/Diferencia en terminación: \+26\.5 puntos/);
    expect(linesOf(page, 'meses')['mayo de 2026']).to.deep.equal(['34', '16', '47%']);
    expect(linesOf(page, 'vigencia')['después, o no vence']).to.deep.equal(['17']);
    for (const figure of page.document.querySelectorAll('.stat')) {
      expect(figure.querySelector('details')?.textContent).to.match(/I-\d\d/);
    }
  });

  it('lead from an entity to its municipalities', async () => {
    const page = await irene.get(INDICATORS);
    const link = page.document.querySelector('[aria-labelledby=estados] a');
    expect(link?.getAttribute('href')).to.equal('/administrar/avance?por=municipio&estado=20');
  });

  it('hide for SESNSP what the report hides, on the map as in the table', async () => {
    const page = await lucia.get(`${INDICATORS}?lado=community`);
    expect(linesOf(page, 'brecha')['hombres']).to.deep.equal(['n. d.', 'n. d.', 'n. d.']);
    expect(page.text).to.include('No hay cifras de mujeres y de hombres');
    // With a condition nothing is told that has no line to be protected in.
    expect(page.text).to.include('solo para todo tu alcance');
    expect(Object.keys(figuresOf(page))).to.deep.equal(['Tasa de inicio', 'Tasa de terminación']);
    const tiles = [...page.document.querySelectorAll('figure svg g')].map((tile) =>
      [...tile.querySelectorAll('text')].map((text) => text.textContent).join(' '),
    );
    expect(tiles).to.have.length(32);
    expect(tiles).to.include('Oax. 49%').and.include('Yuc. –');
  });

  it('tell SESNSP of her whole scope what counts enough people', async () => {
    const page = await lucia.get(INDICATORS);
    expect(figuresOf(page)['Tiempo a término']).to.match(/ días$/);
    expect(page.text).to.include('31 de octubre de 2026');
  });

  it('hide for SESNSP the steps whose difference would tell of a few', async () => {
    const whole = linesOf(await lucia.get(INDICATORS), 'embudo');
    expect(whole['Iniciaron']?.[0]).to.match(/^\d+$/);
    // Nobody was half-way without completing, and that would tell of everybody.
    expect(whole['Llegaron a la mitad']).to.deep.equal(['n. d.', 'n. d.', 'n. d.']);
    const chosen = linesOf(await lucia.get(`${INDICATORS}?curso=curso-breve`), 'embudo');
    expect(chosen['Personas invitadas']?.[0]).to.equal('se invita a personas, no a un curso');
  });

  it('are not there for those who read no reports', async () => {
    const tomas = await app.signedIn('tomas');
    expect((await tomas.get(INDICATORS)).status).to.equal(404);
    expect((await app.browser().get(INDICATORS)).location).to.include('/entrar');
    expect((await irene.get(`${INDICATORS}?estado=15`)).status).to.equal(404);
  });
});

describe('indicators that are still being counted', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ before: seedEnrolments });
    await app.services.countLearned();
  });
  after(() => app.stop());

  const wait = async (count: number): Promise<void> => {
    const of = (at: number) => ({ enrolment_id: `waits-${String(at)}` });
    await inBatches(
      app.database.db,
      'learning_changes',
      Array.from({ length: count }, (_, at) => of(at)),
    );
  };

  it('say so and how much is left, in both languages, and are there when that is done', async () => {
    const irene = await app.signedIn('irene');
    await wait(2_000);
    const before = await irene.get(INDICATORS);
    expect(before.text).to.not.include('Estamos contando');
    const counted = linesOf(before, 'embudo');
    await wait(2_345);
    const page = await irene.get(INDICATORS);
    // Those who wait twice are counted once.
    expect(page.text).to.include('faltan más de 2,300 inscripciones de toda la plataforma');
    const soon = 'se está contando';
    const funnel = linesOf(page, 'embudo');
    expect(funnel['Llegaron a la mitad']).to.deep.equal([soon, soon, soon]);
    expect(funnel['Inscripciones']).to.deep.equal(['37', '100%', soon]);
    expect(funnel['Iniciaron']).to.deep.equal(counted['Iniciaron']);
    const english = await irene.get(`${INDICATORS}?lang=en`);
    expect(english.text).to.include('more than 2,300 enrolments of the whole platform are left');
    expect(linesOf(english, 'embudo')['Came half-way']?.[0]).to.equal('being counted');

    const lucia = await app.signedIn('lucia');
    for (const query of ['', '?curso=curso-breve']) {
      const { text } = await lucia.get(`${INDICATORS}${query}`);
      expect(text, query).to.include('Estamos contando').and.not.include('faltan más de');
    }
    // What she is not told anyway does not come in some minutes.
    const narrow = await lucia.get(`${INDICATORS}?lado=community`);
    expect(narrow.text).to.not.include('Estamos contando');
    expect(linesOf(narrow, 'embudo')['Llegaron a la mitad']?.[0]).to.equal('n. d.');

    await app.services.countLearned();
    const after = await (await app.signedIn('irene')).get(INDICATORS);
    expect(linesOf(after, 'embudo')).to.deep.equal(counted);
  });
});

describe('mastery of objectives', () => {
  let app: TestApp;
  before(async () => {
    app = await classroom();
    const tomas = await app.signedIn('tomas');
    await take(tomas, 'final', { ...ALL_RIGHT, r_uno: 'b', r_vital: 'a' });
    await take(tomas, 'final', ALL_RIGHT);
    await app.services.countLearned();
  });
  after(() => app.stop());

  it('counts right answers of the first try, and of them the critical ones', async () => {
    const lucia = await app.signedIn('lucia');
    const page = await lucia.get(`${INDICATORS}?curso=${SLUG}&lado=police`);
    const none = '–no hay reactivos críticos respondidos';
    expect(linesOf(page, 'objetivos')).to.deep.equal({
      // Of four items one was wrong; of two the critical one.
      'Objetivo uno': ['75%', '1', none, none],
      'Objetivo dos': ['50%', '1', '0%', '1'],
    });
  });

  it('hides them from whoever may not know the people, and tells none without a course', async () => {
    const lucia = await app.signedIn('lucia');
    const page = await lucia.get(`${INDICATORS}?curso=${SLUG}`);
    expect(page.status).to.equal(200);
    for (const cells of Object.values(linesOf(page, 'objetivos')))
      expect(cells.every((cell) => cell === 'n. d.' || cell.startsWith('–'))).to.equal(true);
    const whole = await lucia.get(INDICATORS);
    expect(whole.document.querySelector('[aria-labelledby=objetivos]')).to.equal(null);
    const some = await lucia.get(`${INDICATORS}?curso=${SLUG}&estado=11`);
    expect(some.document.querySelector('[aria-labelledby=objetivos]')).to.equal(null);
  });
});
