import { expect } from 'chai';
import { addGrant } from '../../../src/demo/factories.ts';
import { ROLES } from '../../../src/lib/actor.ts';
import { mayGive } from '../../../src/features/permissions/delegation.ts';
import { may, nowhere, scopeOf } from '../../../src/features/permissions/policy.ts';
import { ACTIONS } from '../../../src/features/permissions/rights.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addPeople, lastEvents, signedInAs } from '../../support/people.ts';

const PATH = '/administrar/roles';

describe('roles that are given by those who hold one themselves', () => {
  let app: TestApp;
  let irene: Browser;
  let olga: Browser;
  let gloria: Browser;

  before(async () => {
    app = await startApp();
    const { db } = app.database;
    const at = { grantedAt: app.clock() };
    await addPeople(
      app,
      { id: 'noemi', displayName: 'Noemí Ñáñez', cvegeo: '20067' },
      { id: 'olga', displayName: 'Olga Medina', institutionId: 'imef-15' },
      { id: 'dora', displayName: 'Dora Reyes', institutionId: 'imm-15033', cvegeo: '15033' },
      { id: 'pablo', displayName: 'Pablo Nieto', side: 'police', cvegeo: '11020' },
    );
    await addGrant(db, {
      id: 'g-olga',
      personId: 'olga',
      role: 'institution_admin',
      institutionId: 'imef-15',
      ...at,
    });
    irene = await app.signedIn('irene');
    olga = await signedInAs(app, 'olga');
    gloria = await app.signedIn('gloria');
  });
  after(() => app.stop());

  const rolesOf = (personId: string): Promise<string[]> =>
    app.database.db('grants').where('person_id', personId).whereNull('withdrawn_at').pluck('role');
  const offered = (page: Page): string[] =>
    [...page.document.querySelectorAll('input[name=rol]')].map(
      (one) => one.getAttribute('value') ?? '',
    );

  it('offers only what does no more than the giver’s own', async () => {
    expect(offered(await irene.get(`${PATH}/nuevo`))).to.deep.equal([
      'network_coordinator',
      'state_admin',
    ]);
    expect(offered(await olga.get(`${PATH}/nuevo`))).to.have.members([
      'network_coordinator',
      'institution_admin',
      'observer',
    ]);
    expect(offered(await gloria.get(`${PATH}/nuevo`))).to.deep.equal(['state_police_admin']);
    const ada = await app.signedIn('ada');
    expect(offered(await ada.get(`${PATH}/nuevo`))).to.have.length(ROLES.length);
  });

  it('gives within the giver’s own scope, with an end, and takes it back', async () => {
    const given = await irene.post(PATH, {
      usuario: 'noemi',
      rol: 'state_admin',
      estado: '20',
      municipio: '20067',
      hasta: '2026-12-31',
    });
    expect(given.status, given.text).to.equal(303);
    const [event] = await lastEvents(app);
    expect(event).to.include({ action: 'grants.given', actor_id: 'irene' });
    expect(event?.details).to.include({ person: 'noemi', ends: '2026-12-31' });
    expect((await irene.get(PATH)).text)
      .to.include('Noemí')
      .and.not.include('Ada Rentería')
      .and.not.include('Rosa');
    const { id } = await app.database
      .db('grants')
      .where('person_id', 'noemi')
      .first<{ id: string }>('id');
    expect((await olga.post(`${PATH}/${id}/retiro`)).status).to.equal(404);
    expect((await irene.post(`${PATH}/${id}/retiro`)).status).to.equal(303);
    expect(await rolesOf('noemi')).to.deep.equal([]);
  });

  it('refuses what reaches further, and leaves a trace', async () => {
    const tries: [Browser, Record<string, string>][] = [
      [irene, { usuario: 'noemi', rol: 'state_admin', estado: '15' }],
      [irene, { usuario: 'noemi', rol: 'platform_admin' }],
      [irene, { usuario: 'noemi', rol: 'analyst_semujeres' }],
      [irene, { usuario: 'noemi', rol: 'institution_admin', institucion: 'Oaxaca' }],
      [irene, { usuario: 'noemi', rol: 'observer', estado: '20' }],
      [olga, { usuario: 'dora', rol: 'institution_admin', institucion: 'Oaxaca' }],
      [olga, { usuario: 'dora', rol: 'author' }],
      [gloria, { usuario: 'pablo', rol: 'state_police_admin', estado: '20' }],
    ];
    for (const [browser, fields] of tries) {
      const answer = await browser.post(PATH, fields);
      expect([404, 422], JSON.stringify(fields)).to.include(answer.status);
    }
    for (const person of ['noemi', 'dora', 'pablo'])
      expect(await rolesOf(person), person).to.deep.equal([]);
    const refused = await app.database
      .db('audit_events')
      .where({ action: 'grants.give-refused', actor_id: 'irene' });
    expect(refused.length).to.be.greaterThan(2);
  });

  it('knows nobody outside her reach, nor across the wall', async () => {
    for (const [browser, usuario, rol, scope] of [
      [irene, 'dora', 'state_admin', { estado: '20' }],
      [irene, 'pablo', 'state_admin', { estado: '20' }],
      [gloria, 'noemi', 'state_police_admin', { estado: '11' }],
      [gloria, 'rosa', 'state_police_admin', { estado: '11' }],
      [gloria, 'nobody', 'state_police_admin', { estado: '11' }],
    ] as const) {
      const answer = await browser.post(PATH, { usuario, rol, ...scope });
      expect(answer.status, usuario).to.equal(422);
      expect(answer.document.querySelector('#usuario-error')?.textContent, usuario).to.include(
        'Nadie usa ese nombre',
      );
    }
  });

  it('does not outlast the role it comes from', async () => {
    const { db } = app.database;
    await db('grants').where('id', 'g-olga').update({ ends_on: '2026-12-15' });
    const wish = { usuario: 'dora', rol: 'institution_admin', institucion: 'IMM Ecatepec' };
    for (const more of [{}, { hasta: '2026-12-16' }]) {
      const answer = await olga.post(PATH, { ...wish, ...more });
      expect(answer.status).to.equal(422);
      expect(answer.document.querySelector('#hasta-error')).to.not.equal(null);
    }
    const given = await olga.post(PATH, { ...wish, hasta: '2026-12-15' });
    expect(given.status, given.text).to.equal(303);
    await db('grants').where('id', 'g-olga').update({ ends_on: null });
  });

  it('lets a coordinator of a network be named by the institution that accompanies it', async () => {
    const given = await olga.post(PATH, {
      usuario: 'dora',
      rol: 'network_coordinator',
      red: 'ecatepec',
    });
    expect(given.status, given.text).to.equal(303);
    expect((await olga.get(PATH)).text)
      .to.include('Rosa Hernández')
      .and.include('Dora Reyes');
  });

  it('the police secretariat of a state reads its police and nobody of the community', async () => {
    const list = await gloria.get('/administrar/personas');
    expect(list.text).to.include('Pablo Nieto').and.include('Tomás Aguilar');
    expect(list.text)
      .to.not.include('Noemí')
      .and.not.include('Elena Cruz')
      .and.not.include('Lucía');
    expect((await gloria.get('/administrar/personas/tomas')).status).to.equal(200);
    for (const other of ['rosa', 'noemi', 'elena', 'lucia'])
      expect((await gloria.get(`/administrar/personas/${other}`)).status, other).to.equal(404);
  });

  it('never lets anybody give what she could not do herself, whatever the role and the place', () => {
    const places = [
      { ...nowhere, stateCode: '20', cvegeo: '20067' },
      { ...nowhere, side: 'police' as const, stateCode: '20' },
      { ...nowhere, institutionPath: '/imef-20/', stateCode: '20' },
      { ...nowhere, institutionPath: '/imef-20/abajo/', networkId: 'red', stateCode: '20' },
    ];
    const empty = {
      id: 'g',
      institutionPath: null,
      stateCode: null,
      cvegeo: null,
      networkId: null,
      courseId: null,
      cohortId: null,
    };
    for (const side of ['community', 'police'] as const) {
      for (const held of [
        { ...empty, role: 'institution_admin' as const, institutionPath: '/imef-20/' },
        { ...empty, role: 'state_admin' as const, stateCode: '20' },
        { ...empty, role: 'state_police_admin' as const, stateCode: '20' },
      ]) {
        const giver = { side, grants: [held] };
        for (const role of ROLES)
          for (const place of places)
            for (const personSide of ['community', 'police', 'military'] as const) {
              if (!mayGive(giver, { role, place, personSide })) continue;
              const given = {
                ...empty,
                role,
                institutionPath: place.institutionPath,
                stateCode: place.stateCode,
                cvegeo: place.cvegeo,
                networkId: place.networkId,
              };
              for (const action of ACTIONS)
                for (const clause of scopeOf({ side: personSide, grants: [given] }, action))
                  for (const one of clause.sides)
                    expect(
                      may(giver, action, { ...place, side: one }) ||
                        action === 'people.ask-recovery',
                      `${held.role} gives ${role}: ${action}`,
                    ).to.equal(true);
            }
      }
    }
  });
});
