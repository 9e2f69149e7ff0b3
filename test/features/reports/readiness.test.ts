import { expect } from 'chai';
import { parse } from 'csv-parse/sync';
import { addCohort, enrolmentRow } from '../../../src/demo/factories.ts';
import { lacksOf, type Deploying } from '../../../src/features/reports/readiness.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { finishLessons } from '../../support/enrol.ts';
import { addPeople } from '../../support/people.ts';
import { LESSONS } from '../../support/world.ts';
import { tableOf } from './seed.ts';

const READINESS = '/administrar/despliegue';

describe('who can deploy', () => {
  let app: TestApp;
  let marco: Browser;
  before(async () => {
    app = await startApp();
    const { db } = app.database;
    const version = await publishCourse(app.services);
    const cohort = { courseId: version.courseId, institutionId: 'cecopam', startsOn: '2026-09-01' };
    for (const [id, deploysOn, category] of [
      ['c-march', '2027-03-15', 'contingent'],
      ['c-may', '2027-05-02', 'observer'],
      ['c-gone', '2026-10-01', 'contingent'],
      ['c-long-ago', '2025-10-01', 'contingent'],
      ['c-plain', '2026-08-01', undefined],
    ] as const) {
      await addCohort(db, {
        ...cohort,
        id,
        name: `Contingente ${id}`,
        side: 'military',
        deploysOn,
        ...(category === undefined ? {} : { category }),
        mission: 'UNIFIL',
        instructorIds: [],
        createdAt: app.clock(),
      });
    }
    const add = async (
      id: string,
      displayName: string,
      cohortId: string,
      more: Record<string, unknown> = {},
    ): Promise<string> => {
      const sex = more['sex'] === 'hombre' ? 'hombre' : 'mujer';
      const person = { id, displayName, side: 'military' as const, institutionId: 'cecopam', sex };
      await addPeople(app, person as never);
      await db('enrolments').insert({
        ...enrolmentRow({ ...person, cvegeo: '15035' } as never, {
          id: `e-${id}`,
          version,
          cohortId,
          enrolledAt: app.clock(),
          startedAt: null,
          institutionPath: '/sedena/cecopam/',
        }),
        ...more,
      });
      return `e-${id}`;
    };
    await add('ana', 'Ana Lista', 'c-march', {
      certified_on: '2026-10-02',
      certified_until: '2028-10-02',
      completed_on: '2026-10-02',
      status: 'completed',
    });
    await add('beto', 'Beto Vence', 'c-march', {
      sex: 'hombre',
      certified_on: '2025-03-10',
      certified_until: '2027-03-10',
      completed_on: '2025-03-10',
      status: 'completed',
    });
    await finishLessons(db, await add('carla', 'Carla Lee', 'c-march'), LESSONS.slice(0, 1));
    await finishLessons(db, await add('dora', 'Dora Casi', 'c-march'), LESSONS);
    await add('eva', 'Eva Mayo', 'c-may');
    await add('fin', 'Fin Salió', 'c-gone');
    const ready = { certified_on: '2025-08-01', completed_on: '2025-08-01', status: 'completed' };
    await add('gil', 'Gil Salió', 'c-gone', { ...ready, sex: 'hombre' });
    await add('hada', 'Hada Salió', 'c-gone', ready);
    await add('iris', 'Iris Antes', 'c-long-ago', ready);
    await add('jade', 'Jade Sin Categoría', 'c-plain', ready);
    marco = await app.signedIn('marco');
  });
  after(() => app.stop());

  it('is asked by month: Cecopam reads who of March is ready and what each of the others lacks', async () => {
    const page = await marco.get(`${READINESS}?mes=2027-03`);
    expect(page.status).to.equal(200);
    const table = tableOf(page);
    const [group] = page.document.querySelectorAll('tbody');
    const names = [...(group?.querySelectorAll('th') ?? [])].map((name) => name.textContent);
    expect(names).to.deep.equal(['Ana Lista', 'Beto Vence', 'Carla Lee', 'Dora Casi']);
    expect(table['Ana Lista']).to.deep.equal({ Estado: 'lista para salir', 'Qué le falta': '' });
    expect(table['Beto Vence']?.['Qué le falta']).to.include('10 de marzo de 2027');
    expect(table['Carla Lee']?.['Qué le falta']).to.include('2 lecciones').and.include('aprobar');
    expect(table['Dora Casi']?.['Qué le falta']).to.equal('aprobar 1 evaluación');
    expect(page.text).to.include('En marzo de 2027 salen 4 personas: 1 ya pueden desplegarse.');
    expect(page.text).to.include('Mujeres: 1 listas de 3');
    expect(page.text).not.to.include('Eva').and.not.include('Fin Salió');
  });

  it('tells women of those who left or can leave by category, beside the targets of the strategy', async () => {
    const page = await marco.get(`${READINESS}?mes=2027-03`);
    const section = page.document.querySelector('[aria-labelledby=paridad]');
    const lines = [...(section?.querySelectorAll('tbody tr') ?? [])].map((row) =>
      [...row.querySelectorAll('th, td')].map((cell) => (cell.textContent ?? '').trim()),
    );
    const nobody = '–no hay a quién contar';
    expect(lines).to.deep.equal([
      // Ana of March, Gil and Hada of October; Beto's certificate ends before, who left long ago is not counted.
      ['Contingentes', '2', '3', '67%', '15%'],
      ['Unidades de policía constituidas', '0', '0', nobody, '20%'],
      ['Observación y Estado Mayor', '0', '0', nobody, '25%'],
      ['Policía a título individual', '0', '0', nobody, '30%'],
      ['Otras categorías y grupos sin categoría', '1', '1', '100%', '–sin meta'],
    ]);
    expect(section?.textContent).to.include('Meta 2028').and.include('2018-2028, Naciones Unidas');
  });

  it('begins with the next month, offers those to come, and knows no group that has left', async () => {
    const page = await marco.get(READINESS);
    expect(Object.keys(tableOf(page))).to.include('Ana Lista');
    const months = [...page.document.querySelectorAll('select[name=mes] option')].map((one) =>
      one.getAttribute('value'),
    );
    expect(months).to.deep.equal(['2027-03', '2027-05']);
    const gone = await marco.get(`${READINESS}?mes=2026-10`);
    expect(gone.text).to.include('Ningún grupo tuyo');
    expect((await marco.get(`${READINESS}?mes=marzo`)).status).to.equal(400);
  });

  it('goes into a file that says the same, and both leave their trace', async () => {
    const file = await marco.get(`${READINESS}.csv?mes=2027-03`);
    const rows: string[][] = parse(file.body, { bom: true });
    expect(rows.map((row) => row[3])).to.deep.equal([
      'Nombre',
      'Ana Lista',
      'Beto Vence',
      'Carla Lee',
      'Dora Casi',
    ]);
    const events = await app.database
      .db('audit_events')
      .whereIn('action', ['readiness.read', 'readiness.exported'])
      .where('actor_id', 'marco');
    expect(events.map(({ action }: { action: string }) => action)).to.include.members([
      'readiness.read',
      'readiness.exported',
    ]);
  });

  it('is told on Cecopam’s home, and is not there for whoever may not list the forces', async () => {
    const home = await marco.get('/administrar');
    expect(home.text).to.include('En marzo de 2027 salen 4: 1 ya pueden desplegarse.');
    for (const name of ['irene', 'lucia', 'rosa', 'tomas'] as const) {
      const other = await app.signedIn(name);
      expect((await other.get(READINESS)).status, name).to.equal(404);
      expect((await other.get(`${READINESS}.csv`)).status, name).to.equal(404);
    }
  });
});

describe('the rule of readiness', () => {
  const document = {
    lessons: [{ id: 'a' }, { id: 'b' }],
    certificate: { quizzes: ['final'] },
  } as never;
  const person = (more: Partial<Deploying>): Deploying => ({
    name: 'Elena',
    sex: 'mujer',
    facts: { lessonsDone: new Set(), quizzesPassed: new Set() },
    certifiedOn: null,
    certifiedUntil: null,
    ...more,
  });

  it('takes a certificate that is in force on the day, also its last one', () => {
    const day = '2027-03-15';
    expect(lacksOf(person({ certifiedOn: '2026-01-01' }), document, day)).to.deep.equal([]);
    const last = person({ certifiedOn: '2026-01-01', certifiedUntil: day });
    expect(lacksOf(last, document, day)).to.deep.equal([]);
    expect(lacksOf(last, document, '2027-03-16')).to.deep.equal([{ kind: 'expires', on: day }]);
  });

  it('counts what is missing, and the paper itself when nothing else is', () => {
    const facts = { lessonsDone: new Set(['a', 'b']), quizzesPassed: new Set(['final']) };
    expect(lacksOf(person({}), document, '2027-03-15')).to.deep.equal([
      { kind: 'lessons', count: 2 },
      { kind: 'quizzes', count: 1 },
    ]);
    expect(lacksOf(person({ facts }), document, '2027-03-15')).to.deep.equal([
      { kind: 'certificate' },
    ]);
  });
});
