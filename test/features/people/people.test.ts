import { expect } from 'chai';
import type { CastName } from '../../../src/demo/cast.ts';
import { addCohort, addGrant, addNetwork } from '../../../src/demo/factories.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { passQuiz } from '../../support/learning.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const LIST = '/administrar/personas';
const namesOn = (page: Page): string[] =>
  [...page.document.querySelectorAll('.rows__link')].map((link) => link.textContent?.trim() ?? '');

describe('people by name', () => {
  let app: TestApp;
  /** Signs in once; a person keeps her browser. */
  const browsers = new Map<CastName, Browser>();
  const as = async (name: CastName): Promise<Browser> => {
    const browser = browsers.get(name) ?? (await app.signedIn(name));
    browsers.set(name, browser);
    return browser;
  };
  before(async () => {
    app = await startApp();
    const { db } = app.database;
    const version = await publishCourse(app.services);
    await addNetwork(db, {
      id: 'red-oax',
      code: 'MUCPAZ-20067-01',
      name: 'Red de Oaxaca',
      cvegeo: '20067',
    });
    await addPeople(
      app,
      { id: 'noemi', displayName: 'Noemí Ñáñez', cvegeo: '20067', networkId: 'red-oax' },
      { id: 'paula', displayName: 'Paula Ruiz', cvegeo: '15033', networkId: 'mucpaz-15033-01' },
      {
        id: 'raul',
        displayName: 'Raúl Vela',
        cvegeo: '20067',
        institutionId: 'pm-11020',
        side: 'police',
      },
    );
    await addCohort(db, {
      id: 'grupo-x',
      name: 'Grupo de Ximena',
      courseId: version.courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: app.clock(),
    });
    for (const personId of ['noemi', 'raul', 'tomas']) {
      await db.transaction((trx) =>
        app.services.enrolment.enrolPerson(trx, {
          personId,
          version,
          cohortId: personId === 'noemi' ? 'grupo-x' : null,
        }),
      );
    }
    await addGrant(db, {
      id: 'g-pm',
      personId: 'lucia',
      role: 'institution_admin',
      institutionId: 'semujeres',
      grantedAt: app.clock(),
    });
  });
  after(() => app.stop());

  const listOf = async (name: CastName, query = ''): Promise<string[]> =>
    namesOn(await (await as(name)).get(`${LIST}${query}`));

  it('show each reader her own scope and nothing beyond', async () => {
    expect(await listOf('rosa')).to.deep.equal(['Paula Ruiz', 'Rosa Hernández']);
    expect(await listOf('irene')).to.deep.equal(['Irene Luis', 'Noemí Ñáñez']);
    expect(await listOf('ximena')).to.deep.equal(['Noemí Ñáñez']);
    expect(await listOf('lucia')).to.deep.equal([
      'Gloria Santos',
      'Lucía Barrera',
      'Raúl Vela',
      'Tomás Aguilar',
    ]);
    expect(await listOf('marco')).to.include.members(['Elena Cruz', 'Tomás Aguilar']);
    expect(await listOf('marco')).to.not.include('Noemí Ñáñez');
    expect(await listOf('ada')).to.deep.equal([]);
  });

  it('are found without accents or case, by name, user name or filter', async () => {
    expect(await listOf('irene', '?q=NOEMI+nanez')).to.deep.equal(['Noemí Ñáñez']);
    expect(await listOf('irene', '?q=noemi')).to.deep.equal(['Noemí Ñáñez']);
    expect(await listOf('irene', '?q=nadie')).to.deep.equal([]);
    expect(await listOf('irene', '?red=oaxaca')).to.deep.equal(['Noemí Ñáñez']);
    expect(await listOf('irene', '?municipio=20067&institucion=imef')).to.deep.equal([
      'Irene Luis',
    ]);
    expect(await listOf('irene', '?municipio=ecatepec')).to.deep.equal([]);
  });

  it('leave a trace of who looked, with which filter and how many names, and no name in it', async () => {
    await listOf('irene', '?q=Noem%C3%AD&municipio=20067');
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'people.listed', actor_id: 'irene' });
    expect(event?.details).to.include({ rows: 1, searched: true, municipality: '20067' });
    expect(JSON.stringify(event?.details).toLowerCase()).to.not.include('noem');
  });

  it('come fifty to a page', async () => {
    await addPeople(
      app,
      ...Array.from({ length: 60 }, (_, at) => ({
        id: `vecina${String(at)}`,
        displayName: `Vecina ${String(at).padStart(2, '0')}`,
        cvegeo: '20399',
      })),
    );
    const irene = await as('irene');
    const first = await irene.get(`${LIST}?municipio=20399`);
    const second = await irene.get(`${LIST}?municipio=20399&pagina=2`);
    expect(first.text).to.include('60 personas');
    expect(namesOn(first)).to.have.length(50);
    expect(namesOn(second)).to.have.length(10);
    expect(first.document.querySelector('a[rel="next"]')?.getAttribute('href')).to.equal(
      `${LIST}?municipio=20399&pagina=2`,
    );
  });

  it('have a page for those in scope, and none for the others', async () => {
    const irene = await as('irene');
    expect((await irene.get(`${LIST}/noemi`)).text)
      .to.include('Noemí Ñáñez')
      .and.include('Acuerdos en la plaza');
    for (const id of ['paula', 'tomas', 'elena', 'raul', 'rosa', 'nobody']) {
      expect((await irene.get(`${LIST}/${id}`)).status, id).to.equal(404);
    }
    const lucia = await as('lucia');
    expect((await lucia.get(`${LIST}/tomas`)).status).to.equal(200);
    expect((await lucia.get(`${LIST}/noemi`)).status, 'across the wall').to.equal(404);
    expect((await lucia.get(`${LIST}/elena`)).status, 'military').to.equal(404);
    expect(
      (await lucia.get(`${LIST}/ximena`)).status,
      'a grant over a community institution',
    ).to.equal(404);
  });

  it('show scores only with the right to grades', async () => {
    await passQuiz(app, { personId: 'noemi', quizId: 'evaluacion-final', slug: 'curso-breve' });
    const forInstructor = await (await as('ximena')).get(`${LIST}/noemi`);
    expect(forInstructor.text)
      .to.match(/100\s?%/)
      .and.include('Calificación final');
    const forState = await (await as('irene')).get(`${LIST}/noemi`);
    expect(forState.text).to.not.match(/100\s?%/);
    expect(forState.text).to.not.include('Calificación');
  });

  it('never show phone, e-mail or optional answers', async () => {
    await app.database
      .db('people')
      .where('id', 'noemi')
      .update({
        phone_sealed: app.services.seal.seal('5512345678', 'phone'),
        email_digest: 'digest-of-mail',
      });
    const page = await (await as('irene')).get(`${LIST}/noemi`);
    expect(page.body).to.not.include('5512345678').and.not.include('digest-of-mail');
    expect(page.body).to.not.match(/tel:|mailto:/);
    await app.database
      .db('people')
      .where('id', 'noemi')
      .update({ phone_sealed: null, email_digest: null });
  });

  it('are met by the platform administrator only by exact user name, without progress', async () => {
    expect(await listOf('ada', '?q=Noem%C3%AD+%C3%91%C3%A1%C3%B1ez')).to.deep.equal([]);
    expect(await listOf('ada', '?q=noe')).to.deep.equal([]);
    expect(await listOf('ada', '?q=noemi')).to.deep.equal(['Noemí Ñáñez']);
    const page = await (await as('ada')).get(`${LIST}/noemi`);
    expect(page.status).to.equal(200);
    expect(page.text).to.not.include('Acuerdos en la plaza');
  });

  it('are not there for somebody without a role', async () => {
    for (const name of ['tomas', 'elena', 'bruno'] as const) {
      expect((await (await as(name)).get(LIST)).status, name).to.equal(404);
    }
    expect((await app.browser().get(LIST)).location).to.match(/^\/entrar\?sigue=/);
  });

  it('answer hostile filters and addresses with a page', async () => {
    const irene = await as('irene');
    for (const value of [
      '%00',
      '%ud800',
      '%25_%25',
      "'%20or%201=1--",
      'a'.repeat(3000),
      '[object]',
    ]) {
      for (const field of ['q', 'red', 'institucion', 'municipio', 'estatus', 'pagina']) {
        const page = await irene.get(`${LIST}?${field}=${value}&${field}=x`);
        expect(page.status, `${field}=${value.slice(0, 20)}`).to.be.lessThan(500);
        expect((await irene.get(`${LIST}?${field}=${value}`)).status).to.be.lessThan(500);
      }
      expect((await irene.get(`${LIST}/${value.slice(0, 200)}`)).status).to.be.oneOf([400, 404]);
    }
  });

  describe('under threat', () => {
    let noemi: Browser;
    before(async () => {
      noemi = await signedInAs(app, 'noemi');
    });

    it('are not frozen without a reason', async () => {
      const irene = await as('irene');
      const page = await irene.post(`${LIST}/noemi/proteccion`, { motivo: 'porque sí' });
      expect(page.status).to.equal(422);
      expect(page.document.querySelector('#motivo-error')).to.not.equal(null);
      expect((await noemi.get('/cuenta')).status).to.equal(200);
    });

    it('are frozen and hidden in one act: no session, no sign-in, in no list but for those who may freeze', async () => {
      const irene = await as('irene');
      const answer = await irene.post(`${LIST}/noemi/proteccion`, {
        motivo: 'threat',
        status: 'closed',
      });
      expect(answer.status).to.equal(303);
      expect((await noemi.get('/cuenta')).location).to.match(/^\/entrar/);
      const again = await app
        .browser()
        .post('/entrar', { username: 'noemi', password: 'Paz-1325-demo' });
      expect(again.status).to.equal(422);
      expect(await listOf('ximena')).to.deep.equal([]);
      expect((await (await as('ximena')).get(`${LIST}/noemi`)).status).to.equal(404);
      expect(await listOf('irene', '?red=oaxaca')).to.deep.equal(['Noemí Ñáñez']);
      expect((await irene.get(`${LIST}/noemi`)).text).to.include('congelada y oculta');
      const [event] = await lastEvents(app, 4).then((events) =>
        events.filter(({ action }) => action === 'people.frozen'),
      );
      expect(event).to.include({ actor_id: 'irene', object_id: 'noemi' });
      expect(event?.details).to.deep.equal({ reason: 'threat', sessions: 1 });
    });

    it('come back only through those who may freeze', async () => {
      const ximena = await as('ximena');
      expect(
        (await ximena.post(`${LIST}/noemi/proteccion/fin`, { motivo: 'over' })).status,
      ).to.equal(404);
      const irene = await as('irene');
      expect(
        (await irene.post(`${LIST}/noemi/proteccion/fin`, { motivo: 'over' })).status,
      ).to.equal(303);
      await signedInAs(app, 'noemi');
      expect(await listOf('ximena')).to.deep.equal(['Noemí Ñáñez']);
    });

    it('are not frozen by somebody out of scope, and the attempt is on record', async () => {
      const irene = await as('irene');
      for (const id of ['tomas', 'paula', 'elena']) {
        expect(
          (await irene.post(`${LIST}/${id}/proteccion`, { motivo: 'threat' })).status,
          id,
        ).to.equal(404);
        const [event] = await lastEvents(app);
        expect(event).to.include({
          action: 'people.frozen-refused',
          actor_id: 'irene',
          object_id: id,
        });
      }
      const statuses = (await app.database
        .db('people')
        .whereIn('id', ['tomas', 'paula', 'elena'])
        .pluck('status')) as string[];
      expect(statuses).to.deep.equal(['active', 'active', 'active']);
    });

    it('are not frozen by somebody who reads them through one role and may freeze only through another', async () => {
      await addPeople(app, { id: 'otilia', displayName: 'Otilia Paz' });
      const at = { personId: 'otilia', grantedAt: app.clock() };
      const { db } = app.database;
      await addGrant(db, { id: 'g-o1', role: 'state_admin', stateCode: '20', ...at });
      await addGrant(db, {
        id: 'g-o2',
        role: 'network_coordinator',
        networkId: 'mucpaz-15033-01',
        ...at,
      });
      const otilia = await signedInAs(app, 'otilia');
      expect((await otilia.get(`${LIST}/paula`)).status).to.equal(200);
      const page = await otilia.post(`${LIST}/paula/proteccion`, { motivo: 'threat' });
      expect(page.status).to.equal(404);
      expect(await db('people').where('id', 'paula').first('status')).to.deep.equal({
        status: 'active',
      });
    });

    it('cannot be the person herself, nor the last administrator', async () => {
      const irene = await as('irene');
      expect((await irene.post(`${LIST}/irene/proteccion`, { motivo: 'threat' })).status).to.equal(
        409,
      );
      const { db } = app.database;
      const grantedAt = app.clock();
      await addGrant(db, { id: 'g-pa', personId: 'irene', role: 'platform_admin', grantedAt });
      await db('grants').where('id', 'g-pa').update({ ends_on: '2027-01-31' });
      const page = await irene.post(`${LIST}/ada/proteccion`, { motivo: 'threat' });
      expect(page.status).to.equal(409);
      expect(page.text).to.include('última persona que administra');
      await db('grants').where('id', 'g-pa').delete();
    });

    it('keep their access when they hold an office that reaches further than who would freeze them', async () => {
      const { db } = app.database;
      const grantedAt = app.clock();
      await addPeople(app, { id: 'olga', displayName: 'Olga Sosa', cvegeo: '20067' });
      const irene = await as('irene');
      const page = (): Promise<Page> => irene.get(`${LIST}/olga`);
      const button = async (): Promise<unknown> =>
        (await page()).document.querySelector('form[action$="/proteccion"]');
      const freeze = (reader: Browser, end = ''): Promise<Page> =>
        reader.post(`${LIST}/olga/proteccion${end}`, {
          motivo: end === '' ? 'threat' : 'over',
        });
      const statusOf = async (): Promise<unknown> =>
        await db('people').where('id', 'olga').first('status');

      for (const role of ['analyst_semujeres', 'platform_admin', 'author'] as const) {
        await addGrant(db, { id: `g-olga-${role}`, personId: 'olga', role, grantedAt });
        expect(await button(), role).to.equal(null);
        expect((await freeze(irene)).status, role).to.equal(403);
        expect(await lastEvents(app)).to.have.nested.property(
          '[0].action',
          'people.frozen-refused',
        );
        await db('grants').where('person_id', 'olga').delete();
      }
      expect(await statusOf()).to.deep.equal({ status: 'active' });

      await addGrant(db, {
        id: 'g-olga-own',
        personId: 'olga',
        role: 'state_admin',
        stateCode: '20',
        grantedAt,
      });
      expect(await button(), 'a colleague with the same reach').to.not.equal(null);
      await addGrant(db, { id: 'g-olga', personId: 'olga', role: 'observer', grantedAt });
      expect((await freeze(await as('ada'))).status, 'who gives roles').to.equal(303);
      expect((await freeze(irene, '/fin')).status).to.equal(403);
      expect(await statusOf()).to.deep.equal({ status: 'frozen' });
      expect((await freeze(await as('ada'), '/fin')).status).to.equal(303);
      await db('grants').where('id', 'g-olga').update({ ends_on: '2026-11-01' });
      expect((await freeze(irene)).status, 'an office that ended').to.equal(303);
    });
  });

  it('lose their sessions when an administrator ends them, and keep their password', async () => {
    const paula = await signedInAs(app, 'paula');
    const ada = await as('ada');
    expect((await ada.post(`${LIST}/paula/sesiones`)).status).to.equal(303);
    expect((await paula.get('/cuenta')).location).to.match(/^\/entrar/);
    await signedInAs(app, 'paula');
    const irene = await as('irene');
    expect((await irene.post(`${LIST}/noemi/sesiones`)).status).to.equal(404);
  });

  it('get extra time from those who grade them, within bounds', async () => {
    const ximena = await as('ximena');
    const give = (porcentaje: string): Promise<Page> =>
      ximena.post(`${LIST}/noemi/tiempo-extra`, {
        porcentaje,
        status: 'closed',
        side: 'police',
        role: 'admin',
      });
    for (const wrong of ['', '-5', '201', '5.5', 'mucho', '1e2', '\0']) {
      expect((await give(wrong)).status, wrong).to.equal(422);
    }
    expect((await give('50')).status).to.equal(303);
    const row: unknown = await app.database
      .db('people')
      .select('extra_time_percent', 'status', 'side')
      .where('id', 'noemi')
      .first();
    expect(row).to.deep.equal({ extra_time_percent: 50, status: 'active', side: 'community' });
    expect((await lastEvents(app))[0]).to.deep.include({
      action: 'people.extra-time',
      details: { before: 0, after: 50 },
    });
    expect((await ximena.post(`${LIST}/paula/tiempo-extra`, { porcentaje: '50' })).status).to.equal(
      404,
    );
    const irene = await as('irene');
    expect((await irene.post(`${LIST}/noemi/tiempo-extra`, { porcentaje: '50' })).status).to.equal(
      404,
    );
  });
});
