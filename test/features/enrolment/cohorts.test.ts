import { expect } from 'chai';
import type { CastName } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople, lastEvents } from '../../support/people.ts';

const PATH = '/administrar/grupos';

describe('cohorts', () => {
  let app: TestApp;
  let courseId: string;
  const browsers = new Map<CastName, Browser>();
  const as = async (name: CastName): Promise<Browser> => {
    const browser = browsers.get(name) ?? (await app.signedIn(name));
    browsers.set(name, browser);
    return browser;
  };
  const ids: Record<string, string> = {};

  const form = {
    nombre: 'Primer grupo',
    curso: 'BREVE-1',
    institucion: 'SEMUJERES',
    inicia: '2026-12-01',
    termina: '2027-02-01',
    instructores: 'ximena',
  };
  const open = async (name: CastName, fields: Record<string, string>): Promise<Page> => {
    const browser = await as(name);
    const page = await browser.post(PATH, { ...form, ...fields });
    const id = page.location.split('/').pop() ?? '';
    if (page.status === 303) ids[fields['nombre'] ?? form.nombre] = id;
    return page;
  };
  const add = async (name: CastName, cohort: string, usuarios: string): Promise<Page> =>
    (await as(name)).post(`${PATH}/${ids[cohort] ?? ''}/personas`, { usuarios });
  const cohortOf = async (personId: string): Promise<string | null> =>
    (
      await app.database
        .db('enrolments')
        .where({ person_id: personId, course_id: courseId })
        .first<{ cohort_id: string | null } | undefined>()
    )?.cohort_id ?? null;

  before(async () => {
    app = await startApp();
    const version = await publishCourse(app.services);
    courseId = version.courseId;
    await addPeople(
      app,
      { id: 'noemi', displayName: 'Noemí Ñáñez', cvegeo: '20067' },
      { id: 'paula', displayName: 'Paula Ruiz', cvegeo: '15033' },
      { id: 'lejana', displayName: 'Lidia Lejana', cvegeo: '02004' },
      {
        id: 'raul',
        displayName: 'Raúl Vela',
        side: 'police',
        institutionId: 'pm-11020',
        cvegeo: '11020',
      },
    );
    for (const personId of ['noemi', 'paula']) {
      await app.database.db.transaction((trx) =>
        app.services.enrolment.enrolPerson(trx, { personId, version, cohortId: null }),
      );
    }
    await addGrant(app.database.db, {
      id: 'g-ximena',
      personId: 'irene',
      role: 'analyst_semujeres',
      grantedAt: app.clock(),
    });
  });
  after(() => app.stop());

  it('are opened by those who manage them, on the side of their institution whatever the form says', async () => {
    const answer = await open('irene', {
      side: 'military',
      course_id: 'x',
      id: 'x',
      created_at: 'x',
    });
    expect(answer.status, answer.text).to.equal(303);
    const row: unknown = await app.database
      .db('cohorts')
      .where('id', ids['Primer grupo'] ?? '')
      .first();
    expect(row).to.include({
      side: 'community',
      institution_id: 'semujeres',
      course_id: courseId,
      starts_on: '2026-12-01',
    });
    const [given] = await lastEvents(app);
    expect(given).to.deep.include({
      action: 'grants.given',
      details: { person: 'ximena', role: 'instructor' },
    });
    expect((await (await as('irene')).get(answer.location)).text)
      .to.include('Ximena Solís')
      .and.include('comunidad');
  });

  it('give their instructor the scope she needs, from her next request', async () => {
    const ximena = await as('ximena');
    expect((await ximena.get(PATH)).text).to.include('Primer grupo');
    const home = await ximena.get('/administrar');
    expect(home.document.querySelector(`main a[href="${PATH}"]`)).to.not.equal(null);
    expect((await ximena.get(`${PATH}/${ids['Primer grupo'] ?? ''}`)).status).to.equal(200);
  });

  it('do not take an instructor from across the wall, the opener herself, or somebody unknown', async () => {
    const across = await open('irene', {
      nombre: 'Cruzado',
      instructores: 'bruno\ntomas, nadie; irene',
    });
    expect(across.status).to.equal(422);
    expect(across.text)
      .to.include('bruno: no hay nadie')
      .and.include('tomas: no hay nadie')
      .and.include('nadie: no hay nadie')
      .and.include('irene: nadie se nombra');
    expect(across.document.querySelector('#nombre')?.getAttribute('value')).to.equal('Cruzado');
    expect(
      (
        await open('marco', {
          nombre: 'De Cecopam',
          institucion: 'Cecopam',
          instructores: 'bruno',
          despliegue: '2027-01-10',
          mision: 'MINUSMA',
        })
      ).status,
    ).to.equal(303);
    const known = await open('irene', { nombre: 'Cruzado', instructores: 'bruno' });
    expect(known.text, 'he teaches').to.include('bruno: es de policía o fuerzas armadas');
  });

  it('take no trainee of the community as instructor from the forces, nor tell that she exists', async () => {
    const page = await open('marco', {
      nombre: 'Anzuelo',
      institucion: 'Cecopam',
      instructores: 'noemi\nno.existe\nximena',
    });
    expect(page.status).to.equal(422);
    expect(page.text).to.include('noemi: no hay nadie').and.include('no.existe: no hay nadie');
    expect(page.text, 'she teaches').to.not.include('ximena:');
    expect(page.text).to.not.include('Noemí');
  });

  it('are not opened for an institution out of reach', async () => {
    expect((await open('marco', { institucion: 'SEMUJERES' })).status).to.equal(422);
    expect((await open('irene', { institucion: 'Cecopam' })).status).to.equal(422);
    for (const name of ['rosa', 'ximena', 'bruno', 'tomas'] as const) {
      expect((await open(name, {})).status, name).to.equal(404);
    }
  });

  it('end after they begin', async () => {
    const page = await open('irene', {
      termina: '2026-11-30',
      limite: '2026-01-01',
      inicia: '2026-12-01',
    });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#termina-error')).to.not.equal(null);
    expect(page.document.querySelector('#limite-error')).to.not.equal(null);
  });

  it('take people by user name, all or nobody', async () => {
    const wrong = await add('ximena', 'Primer grupo', 'noemi\nno.existe\ntomas');
    expect(wrong.status).to.equal(422);
    expect(wrong.text).to.include('no.existe: no hay nadie').and.include('tomas: no hay nadie');
    expect(wrong.document.querySelector('textarea')?.textContent).to.include('noemi');
    expect(await cohortOf('noemi')).to.equal(null);
    const right = await add('ximena', 'Primer grupo', ' NOEMI ,paula\nnoemi');
    expect(right.status).to.equal(303);
    expect(await cohortOf('noemi')).to.equal(ids['Primer grupo']);
    expect(await cohortOf('paula')).to.equal(ids['Primer grupo']);
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'cohorts.people-added',
      actor_id: 'ximena',
      details: { added: 2, waiting: 0, named: 2 },
    });
    expect((await add('ximena', 'Primer grupo', 'noemi')).status, 'again').to.equal(303);
  });

  it('let no instructor draw in people who have nothing to do with them', async () => {
    const drawn = await add('ximena', 'Primer grupo', 'lejana');
    expect(drawn.status).to.equal(422);
    expect(drawn.text).to.include('lejana: no hay nadie');
    expect(await cohortOf('lejana')).to.equal(null);
  });

  it('take somebody who had enrolled by herself, and not somebody of another cohort', async () => {
    const rosa = await as('rosa');
    await rosa.post('/cursos/curso-breve/inscripcion');
    expect((await add('ximena', 'Primer grupo', 'rosa')).status).to.equal(303);
    expect(await cohortOf('rosa')).to.equal(ids['Primer grupo']);
    await open('irene', { nombre: 'Segundo grupo' });
    const page = await add('ximena', 'Segundo grupo', 'rosa');
    expect(page.status).to.equal(422);
    expect(page.text).to.include('rosa: ya está en otro grupo');
  });

  it('do not tell an instructor of the forces who is in the community', async () => {
    const page = await add('bruno', 'De Cecopam', 'rosa\nno.existe\ntomas');
    expect(page.text).to.include('rosa: no hay nadie').and.include('no.existe: no hay nadie');
    expect(page.text, 'nor who is in the police').to.include('tomas: no hay nadie');
    const reaches = await add('marco', 'De Cecopam', 'tomas');
    expect(reaches.text, 'he reads both forces').to.include('tomas: está de otro lado');
    expect((await add('bruno', 'De Cecopam', 'elena')).status).to.equal(303);
  });

  it('show names only to those who may read them, and the look leaves a trace', async () => {
    const ximena = await (await as('ximena')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`);
    expect(ximena.text)
      .to.include('Noemí Ñáñez')
      .and.include('Paula Ruiz')
      .and.include('sin empezar');
    const looked = (await lastEvents(app))[0];
    expect(looked).to.include({ action: 'cohorts.attendance-read', actor_id: 'ximena' });
    expect(looked?.details).to.deep.equal({ rows: 3, page: 1, reason: 'purpose.support' });

    const lucia = await (await as('lucia')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`);
    expect(lucia.status).to.equal(200);
    expect(lucia.text).to.not.match(/Noemí|Paula|Rosa/);
    expect(lucia.text, 'three are few').to.not.match(/3 personas/);
    expect((await (await as('marco')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`)).status).to.equal(
      404,
    );
    expect((await (await as('irene')).get(`${PATH}/${ids['De Cecopam'] ?? ''}`)).status).to.equal(
      404,
    );
    expect((await (await as('bruno')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`)).status).to.equal(
      404,
    );
  });

  it('hide a person under protection', async () => {
    await app.database.db('people').where('id', 'paula').update({ status: 'frozen' });
    const ximena = await (await as('ximena')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`);
    expect(ximena.text).to.not.include('Paula');
    expect(ximena.text, 'nor by subtraction').to.not.match(/3 personas/);
    const irene = await (await as('irene')).get(`${PATH}/${ids['Primer grupo'] ?? ''}`);
    expect(irene.text).to.include('Paula Ruiz').and.include('bajo protección');
    await app.database.db('people').where('id', 'paula').update({ status: 'active' });
  });

  it('let a person out, who keeps her enrolment', async () => {
    const path = `${PATH}/${ids['Primer grupo'] ?? ''}/personas/noemi/baja`;
    for (const name of ['bruno', 'lucia', 'marco'] as const) {
      expect((await (await as(name)).post(path)).status, name).to.equal(404);
    }
    expect(await cohortOf('noemi')).to.equal(ids['Primer grupo']);
    expect((await (await as('ximena')).post(path)).status).to.equal(303);
    expect(await cohortOf('noemi')).to.equal(null);
    const row: unknown = await app.database.db('enrolments').where('person_id', 'noemi').first();
    expect(row).to.include({ status: 'active' });
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'cohorts.person-removed',
      details: { person: 'noemi' },
    });
  });

  it('change their instructors, whose scope comes and goes with them', async () => {
    await addPeople(app, { id: 'otilia', displayName: 'Otilia Paz', institutionId: 'semujeres' });
    const irene = await as('irene');
    const path = `${PATH}/${ids['Primer grupo'] ?? ''}`;
    const shown = await irene.get(`${path}/editar`);
    expect(shown.document.querySelector('#instructores')?.textContent).to.equal('ximena');
    const answer = await irene.post(path, {
      ...form,
      nombre: 'Grupo renombrado',
      instructores: 'otilia',
      institucion: 'Cecopam',
    });
    expect(answer.status, answer.text).to.equal(303);
    expect((await (await as('ximena')).get(path)).status).to.equal(404);
    const grants = (await app.database
      .db('grants')
      .where('cohort_id', ids['Primer grupo'] ?? '')
      .orderBy('person_id')) as { person_id: string; withdrawn_at: unknown }[];
    expect(grants.map((row) => [row.person_id, row.withdrawn_at === null])).to.deep.equal([
      ['otilia', true],
      ['ximena', false],
    ]);
    const row: unknown = await app.database
      .db('cohorts')
      .where('id', ids['Primer grupo'] ?? '')
      .first();
    expect(row).to.include({
      name: 'Grupo renombrado',
      institution_id: 'semujeres',
      side: 'community',
    });
  });

  it('answer hostile forms with the form', async () => {
    const irene = await as('irene');
    const path = `${PATH}/${ids['Primer grupo'] ?? ''}`;
    for (const value of ['\0', '\ud800', '\u202e', '']) {
      for (const field of ['nombre', 'curso', 'institucion', 'inicia', 'instructores']) {
        expect((await irene.post(PATH, { ...form, [field]: value })).status, field).to.equal(422);
      }
      expect((await irene.post(`${path}/personas`, { usuarios: value })).status).to.equal(422);
    }
    expect(
      (await irene.post(`${path}/personas`, { usuarios: 'x,'.repeat(50_000) })).status,
    ).to.equal(422);
    const many = Array.from({ length: 501 }, (_, at) => `nadie${String(at)}`).join('\n');
    expect((await irene.post(`${path}/personas`, { usuarios: many })).text).to.include(
      'demasiados nombres',
    );
    expect((await irene.post(`${path}/personas`, { usuarios: ['rosa', 'noemi'] })).status).to.equal(
      422,
    );
    expect((await irene.get(`${PATH}/%00`)).status).to.be.oneOf([400, 404]);
    expect((await irene.get(`${PATH}?q=%25&pagina=0`)).status).to.equal(200);
  });

  it('take five hundred people at once', async () => {
    const people = Array.from({ length: 500 }, (_, at) => ({
      id: `p${String(at).padStart(3, '0')}`,
      displayName: `Persona ${String(at)}`,
    }));
    await addPeople(app, ...people);
    await open('irene', { nombre: 'Grande' });
    const answer = await add('irene', 'Grande', people.map(({ id }) => id).join('\n'));
    expect(answer.status).to.equal(303);
    const page = await (await as('irene')).get(`${PATH}/${ids['Grande'] ?? ''}`);
    expect(page.text).to.include('500 personas en el grupo');
  });
});
