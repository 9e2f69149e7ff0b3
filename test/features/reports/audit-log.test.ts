import { expect } from 'chai';
import { addGrant } from '../../../src/demo/factories.ts';
import { HOUR } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';

const PATH = '/administrar/bitacora';

describe('the audit log', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('answers days that no database counts as a bad request', async () => {
    const ada = await app.signedIn('ada');
    for (const day of ['0000-01-01', '9999-12-31', '2026-02-30', '%00', '-1']) {
      for (const field of ['desde', 'hasta']) {
        const page = await ada.get(`${PATH}?${field}=${day}`);
        expect(page.status, `${field} ${day}`).to.equal(400);
      }
    }
    const page = await ada.get(`${PATH}?desde=2026-11-23&hasta=2026-11-23`);
    expect(page.status).to.equal(200);
  });

  it('says of itself who looked and for what, once an hour for each filter', async () => {
    const looks = async (): Promise<unknown[]> =>
      (
        (await app.database
          .db('audit_events')
          .where({ action: 'audit.read', actor_id: 'ada' })
          .orderBy('position')
          .pluck('details')) as string[]
      ).map((details) => JSON.parse(details) as unknown);
    app.clock.advance(2 * HOUR);
    const browser = await app.signedIn('ada');
    const before = (await looks()).length;
    for (const query of ['', '', '?pagina=2', '?que=people.listed', '?que=people.listed&pagina=3'])
      expect((await browser.get(`${PATH}${query}`)).status).to.equal(200);
    expect((await looks()).slice(before)).to.deep.equal([
      { action: null, from: null, to: null },
      { action: 'people.listed', from: null, to: null },
    ]);
    app.clock.advance(HOUR);
    const again = await app.signedIn('ada');
    expect((await again.get(PATH)).text).to.contain('Leyó la bitácora');
    expect(await looks()).to.have.length(before + 3);
    expect((await again.get(`${PATH}?desde=0000-01-01`)).status).to.equal(400);
    expect(await looks()).to.have.length(before + 3);
  });

  it('has a sentence for whatever somebody changes in her account', async () => {
    const rosa = await app.signedIn('rosa');
    for (const [field, values] of Object.entries({
      nombre: { nombre: 'Rosa Hernández Paz' },
      usuario: { username: 'rosa.paz' },
      telefono: { telefono: '55 1234-5678' },
      correo: { correo: 'rosa@ejemplo.mx' },
      preferencias: { idioma: 'es-MX', discreto: '1' },
    }))
      expect((await rosa.post(`/cuenta/${field}`, values)).status, field).to.equal(303);
    await rosa.post('/cuenta/telefono', { telefono: '' });
    await rosa.post('/cuenta/correo', { correo: '' });
    const page = await (await app.signedIn('ada')).get(PATH);
    expect(page.text)
      .to.include('Cambió su idioma o el modo discreto')
      .and.not.match(/account\.[a-z]/);
  });

  it('tells an administrator of the forces nothing about people of the community', async () => {
    await addGrant(app.database.db, {
      id: 'g-bruno-admin',
      personId: 'bruno',
      role: 'platform_admin',
      grantedAt: app.clock(),
    });
    await app.services.audit(app.database.db, {
      actorId: 'rosa',
      action: 'people.opened',
      objectType: 'person',
      objectId: 'rosa',
      institutionPath: '/semujeres/',
    });
    await app.services.audit(app.database.db, {
      actorId: 'rosa',
      action: 'certificates.list',
      objectType: 'certificate',
      objectId: null,
      institutionPath: '/sedena/cecopam/',
    });
    const page = await (await app.signedIn('bruno')).get(PATH);
    expect(page.status).to.equal(200);
    expect(page.text).to.not.include('Rosa').and.not.include('person rosa');
  });
});
