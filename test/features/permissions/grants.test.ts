import { expect } from 'chai';
import type { CastName } from '../../../src/demo/cast.ts';
import { addCohort, addGrant } from '../../../src/demo/factories.ts';
import { ROLES } from '../../../src/lib/actor.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { publishCourse } from '../../support/course.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const PATH = '/administrar/roles';

interface GrantRow {
  id: string;
  role: string;
  state_code: string | null;
  institution_id: string | null;
  network_id: string | null;
  granted_by: string | null;
  withdrawn_at: unknown;
  withdrawn_by: string | null;
  ends_on: string | null;
}

describe('giving roles', () => {
  let app: TestApp;
  let ada: Browser;
  const as = (name: CastName): Promise<Browser> => app.signedIn(name);
  const give = (fields: Record<string, string>): Promise<Page> => ada.post(PATH, fields);
  const grantsOf = (personId: string): Promise<GrantRow[]> =>
    app.database.db<GrantRow>('grants').where('person_id', personId).orderBy('granted_at');

  before(async () => {
    app = await startApp();
    const version = await publishCourse(app.services);
    await addPeople(app, { id: 'noemi', displayName: 'Noemí Ñáñez', cvegeo: '20067' });
    await addCohort(app.database.db, {
      id: 'grupo-x',
      name: 'Grupo de Ximena',
      courseId: version.courseId,
      institutionId: 'semujeres',
      side: 'community',
      startsOn: '2026-11-01',
      instructorIds: ['ximena'],
      createdAt: app.clock(),
    });
    ada = await app.signedIn('ada');
  });
  after(() => app.stop());

  it('lists who holds what, with its scope in words, and leaves a trace of the look', async () => {
    const page = await ada.get(PATH);
    expect(page.text).to.match(
      /Rosa Hernández \(rosa\): Coordinadora de red Red Mujeres de Ecatepec/,
    );
    expect(page.text).to.match(/Irene Luis \(irene\): Administración estatal Oaxaca/);
    expect(page.text).to.match(
      /Ada Rentería \(ada\): Administración de la plataforma toda la plataforma/,
    );
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'grants.listed', actor_id: 'ada' });
    const some = await ada.get(`${PATH}?rol=state_admin`);
    expect(some.text).to.include('Irene Luis').and.not.include('Rosa Hernández');
    expect((await ada.get(`${PATH}?usuario=IRENE`)).text).to.include('Irene Luis');
  });

  it('counts from the next request of the person, and ends with it when withdrawn', async () => {
    const noemi = await signedInAs(app, 'noemi');
    expect((await noemi.get('/administrar/personas')).status).to.equal(404);
    const answer = await give({
      usuario: 'Noemi',
      rol: 'state_admin',
      estado: '20',
      person_id: 'ada',
      granted_by: 'rosa',
      withdrawn_at: '2020-01-01',
      cohort_id: 'grupo-x',
      role: 'platform_admin',
      is_admin: '1',
    });
    expect(answer.status, answer.text).to.equal(303);
    expect((await noemi.get('/administrar/personas')).status).to.equal(200);
    const [row] = await grantsOf('noemi');
    expect(row).to.include({
      role: 'state_admin',
      state_code: '20',
      granted_by: 'ada',
      ends_on: null,
    });
    const [given] = await lastEvents(app, 2).then((rows) =>
      rows.filter(({ action }) => action === 'grants.given'),
    );
    expect(given?.details).to.include({ person: 'noemi', role: 'state_admin', state: '20' });

    expect((await ada.post(`${PATH}/${row?.id ?? ''}/retiro`)).status).to.equal(303);
    expect((await noemi.get('/administrar/personas')).status).to.equal(404);
    const [history] = await grantsOf('noemi');
    expect(history?.withdrawn_by).to.equal('ada');
    expect(history?.withdrawn_at).to.not.equal(null);
    expect((await lastEvents(app))[0]?.action).to.equal('grants.withdrawn');
    expect((await ada.post(`${PATH}/${row?.id ?? ''}/retiro`)).status, 'twice').to.equal(404);
  });

  it('ends on its last day', async () => {
    await give({ usuario: 'noemi', rol: 'observer', hasta: '2026-11-24' });
    const noemi = await signedInAs(app, 'noemi');
    const live = async (): Promise<string> => (await ada.get(`${PATH}?rol=observer`)).text;
    expect(await live())
      .to.include('Noemí')
      .and.include('hasta el 24 de noviembre de 2026');
    app.clock.advance(2 * DAY);
    expect(await live()).to.not.include('Noemí Ñáñez');
    expect((await noemi.get('/administrar/roles')).status).to.equal(404);
    expect(
      (await give({ usuario: 'noemi', rol: 'observer', hasta: '2026-11-24' })).status,
    ).to.equal(422);
  });

  it('asks for the scope that the role needs, and refuses the one it cannot have', async () => {
    const missing: [string, string][] = [
      ['network_coordinator', 'red'],
      ['instructor', 'curso'],
      ['institution_admin', 'institucion'],
      ['state_admin', 'estado'],
    ];
    for (const [rol, field] of missing) {
      const page = await give({ usuario: 'noemi', rol });
      expect(page.status, rol).to.equal(422);
      expect(page.document.querySelector(`#${field}-error`), rol).to.not.equal(null);
    }
    const foreign = await give({ usuario: 'noemi', rol: 'platform_admin', estado: '20' });
    expect(foreign.document.querySelector('#estado-error')).to.not.equal(null);
    const elsewhere = await give({
      usuario: 'noemi',
      rol: 'state_admin',
      estado: '20',
      municipio: '15033',
    });
    expect(elsewhere.document.querySelector('#municipio-error')).to.not.equal(null);
    expect(await grantsOf('noemi')).to.have.length(2);
  });

  it('understands networks, courses and institutions by their words', async () => {
    expect(
      (await give({ usuario: 'noemi', rol: 'network_coordinator', red: 'ecatepec' })).status,
    ).to.equal(303);
    expect(
      (await give({ usuario: 'noemi', rol: 'instructor', curso: 'acuerdos en la PLAZA' })).status,
    ).to.equal(303);
    expect(
      (await give({ usuario: 'noemi', rol: 'institution_admin', institucion: 'IMEF Oax.' })).status,
    ).to.equal(303);
    const unclear = await give({
      usuario: 'noemi',
      rol: 'institution_admin',
      institucion: 'mujeres',
    });
    expect(unclear.status).to.equal(422);
    const offered = [...unclear.document.querySelectorAll('input[name="institucion"]')].map(
      (input) => input.getAttribute('value'),
    );
    expect(offered).to.include.members(['semujeres', 'imef-20', 'imef-15']);
    expect((await grantsOf('noemi')).filter(({ withdrawn_at: at }) => at === null)).to.have.length(
      4,
    );
  });

  it('does not give the same role twice', async () => {
    const page = await give({ usuario: 'noemi', rol: 'network_coordinator', red: 'ecatepec' });
    expect(page.status).to.equal(422);
    expect(page.text).to.include('ya tiene ese rol');
  });

  it('keeps the wall: each side holds its own roles, and the attempt is on record', async () => {
    const across: Record<string, string>[] = [
      { usuario: 'tomas', rol: 'network_coordinator', red: 'ecatepec' },
      { usuario: 'lucia', rol: 'analyst_semujeres' },
      { usuario: 'noemi', rol: 'analyst_cecopam' },
      { usuario: 'noemi', rol: 'analyst_sesnsp' },
      { usuario: 'marco', rol: 'institution_admin', institucion: 'semujeres' },
      { usuario: 'noemi', rol: 'institution_admin', institucion: 'sedena' },
    ];
    for (const fields of across) {
      const page = await give(fields);
      expect(page.status, JSON.stringify(fields)).to.equal(422);
      expect(page.text).to.match(/otro lado del muro/);
      const [event] = await lastEvents(app);
      expect(event).to.include({
        action: 'grants.give-refused',
        actor_id: 'ada',
        object_id: fields['usuario'],
      });
    }
  });

  it('keeps community people from an administrator of the forces: no name, no role, not even that they exist', async () => {
    await addGrant(app.database.db, {
      id: 'g-marco-admin',
      personId: 'marco',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
    const marco = await as('marco');
    const list = await marco.get(PATH);
    expect(list.text).to.include('Lucía Barrera').and.not.include('Rosa');
    expect((await marco.get(`${PATH}?usuario=rosa`)).text).to.not.include('Rosa Hernández');
    expect((await marco.post(`${PATH}/g-rosa/retiro`)).status).to.equal(404);
    const said = async (usuario: string): Promise<string | undefined> => {
      const page = await marco.post(PATH, { usuario, rol: 'observer' });
      expect(page.status).to.equal(422);
      return page.document.querySelector('#usuario-error')?.textContent ?? undefined;
    };
    const toRosa = await said('rosa');
    expect((await lastEvents(app))[0]).to.include({
      action: 'grants.give-refused',
      actor_id: 'marco',
      object_id: 'rosa',
    });
    expect(toRosa)
      .to.be.a('string')
      .and.equal(await said('no-such-person'));
    expect((await ada.post(`${PATH}/g-ada/retiro`)).status, 'nobody else for all').to.equal(409);
    await app.database.db('grants').where('id', 'g-marco-admin').delete();
  });

  it('gives nobody a role by her own hand, nor to somebody who does not exist', async () => {
    const page = await give({ usuario: 'ada', rol: 'observer' });
    expect(page.status).to.equal(422);
    expect(page.document.querySelector('#usuario-error')).to.not.equal(null);
    expect((await lastEvents(app))[0]?.action).to.equal('grants.give-refused');
    expect((await give({ usuario: 'no-such-person', rol: 'observer' })).status).to.equal(422);
    expect(await grantsOf('ada')).to.have.length(1);
  });

  it('keeps the last administrator, until there is another without an end', async () => {
    const refused = await ada.post(`${PATH}/g-ada/retiro`);
    expect(refused.status).to.equal(409);
    expect((await lastEvents(app))[0]?.action).to.equal('grants.withdraw-refused');
    await give({ usuario: 'noemi', rol: 'platform_admin', hasta: '2026-12-31' });
    expect((await ada.post(`${PATH}/g-ada/retiro`)).status, 'the other one ends').to.equal(409);
    await give({ usuario: 'irene', rol: 'platform_admin' });
    expect((await ada.post(`${PATH}/g-ada/retiro`)).status).to.equal(303);
    expect((await ada.get(PATH)).status).to.equal(404);
    await addGrant(app.database.db, {
      id: 'g-ada-2',
      personId: 'ada',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
  });

  it('leaves instructors of a cohort to the page of the cohort', async () => {
    expect(
      (await ada.get(`${PATH}?rol=instructor`)).document.querySelector(
        'a[href="/administrar/grupos/grupo-x"]',
      ),
    ).to.not.equal(null);
    expect((await ada.post(`${PATH}/g-grupo-x-ximena/retiro`)).status).to.equal(409);
  });

  it('is for those who may give roles, and nobody else', async () => {
    for (const name of ['rosa', 'ximena', 'lucia', 'marco', 'tomas'] as const) {
      const browser = await as(name);
      expect((await browser.get(PATH)).status, name).to.equal(404);
      expect((await browser.get(`${PATH}/nuevo`)).status, name).to.equal(404);
      const answer = await browser.post(PATH, { usuario: name, rol: 'platform_admin' });
      expect(answer.status, name).to.equal(404);
      expect((await browser.post(`${PATH}/g-rosa/retiro`)).status, name).to.equal(404);
    }
    expect((await app.browser().post(PATH, { usuario: 'rosa', rol: 'observer' })).status).to.equal(
      403,
    );
  });

  it('explains every role on the form', async () => {
    const page = await ada.get(`${PATH}/nuevo?usuario=noemi`);
    expect([...page.document.querySelectorAll('input[name="rol"]')]).to.have.length(ROLES.length);
    expect(page.text).to.include('no lee la identidad de personas de la comunidad');
    expect(page.document.querySelector('#usuario')?.getAttribute('value')).to.equal('noemi');
  });

  it('answers hostile forms with the form', async () => {
    for (const value of ['\0', '\ud800', 'x'.repeat(50_000), '__proto__', "' or 1=1 --", '%']) {
      for (const field of [
        'usuario',
        'rol',
        'institucion',
        'estado',
        'municipio',
        'red',
        'curso',
        'hasta',
      ]) {
        const page = await give({ usuario: 'noemi', rol: 'reviewer', [field]: value });
        expect(page.status, `${field} ${value.slice(0, 12)}`).to.equal(422);
      }
      const id = encodeURIComponent(value.slice(0, 40).replace('\ud800', '?'));
      expect((await ada.post(`${PATH}/${id}/retiro`)).status).to.equal(404);
    }
    const twice = await ada.post(PATH, { usuario: ['rosa', 'noemi'], rol: ['observer', 'author'] });
    expect(twice.status).to.equal(422);
  });
});
