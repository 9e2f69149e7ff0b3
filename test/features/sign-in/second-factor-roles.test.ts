import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { addGrant } from '../../../src/demo/factories.ts';
import { DAY } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import { SECOND_FACTOR, turnOn } from '../../support/authenticator.ts';
import type { Browser, Page } from '../../support/browser.ts';
import { addPeople } from '../../support/people.ts';
import { hasPurpose } from '../../support/purpose.ts';

describe('a second factor that a role asks for', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
    await addPeople(app, { id: 'olga', displayName: 'Olga Medina', institutionId: 'imef-15' });
    await addGrant(app.database.db, {
      id: 'g-olga',
      personId: 'olga',
      role: 'institution_admin',
      institutionId: 'imef-15',
      grantedAt: app.clock(),
    });
    app.clock.advance(30 * DAY);
    await app.services.notices.acceptNow('olga');
  });
  afterEach(() => app.stop());

  const signIn = async (username: string): Promise<{ browser: Browser; page: Page }> => {
    const browser = app.browser();
    const fields = { username, password: CAST_PASSWORD, sigue: '/administrar' };
    return { browser, page: await browser.post('/entrar', fields) };
  };
  const open = async (browser: Browser, path: string): Promise<string> => {
    await hasPurpose(app.database.db, browser);
    const { status, location } = await browser.get(path);
    return status === 200 ? 'open' : location;
  };

  it('ASVS 6.3.3: leads there at sign-in, gives 14 days from the first one, and then opens nothing else', async () => {
    const { browser, page } = await signIn('olga');
    expect(page.location).to.equal(`${SECOND_FACTOR}?sigue=%2Fadministrar`);
    const set = await browser.get(page.location);
    expect(set.text).to.contain('Tienes hasta el 6 de enero de 2027');
    expect(set.document.querySelector('main a[href="/administrar"]')).not.to.equal(null);
    app.clock.advance(7 * DAY);
    await signIn('olga');
    app.clock.advance(7 * DAY - 1000);
    expect(await open(browser, '/administrar/personas')).to.equal('open');
    app.clock.advance(1000);
    for (const path of ['/administrar/personas', '/administrar', '/mi-aprendizaje'])
      expect(await open(browser, path), path).to.equal(SECOND_FACTOR);
    expect((await browser.post('/administrar/personas/rosa/sesiones')).status).to.equal(403);
    for (const path of ['/cuenta', SECOND_FACTOR, '/cuenta/contrasena', '/ayuda'])
      expect(await open(browser, path), path).to.equal('open');
    const again = await signIn('olga');
    expect(await open(again.browser, '/administrar/personas')).to.equal(SECOND_FACTOR);
    await turnOn(app, again.browser);
    expect(await open(again.browser, '/administrar/personas')).to.equal('open');
  });

  it('ASVS 6.3.3: begins anew with a new role, and counts from the grant for whoever is in already', async () => {
    await app.database.db('grants').where('id', 'g-olga').update({ withdrawn_at: app.clock() });
    const { browser, page } = await signIn('olga');
    expect(page.location, 'without a role').to.equal('/administrar');
    await addGrant(app.database.db, {
      id: 'g-olga-2',
      personId: 'olga',
      role: 'observer',
      grantedAt: app.clock(),
    });
    expect(await open(browser, '/administrar/avance')).to.equal('open');
    app.clock.advance(13 * DAY + 1000);
    expect(await open(browser, '/administrar/avance')).to.equal('open');
    app.clock.advance(DAY);
    expect(await open(browser, '/administrar/avance')).to.equal(SECOND_FACTOR);
  });

  it('ASVS 6.3.3: offers it to whoever coordinates her network and to trainees, and asks nothing', async () => {
    await addPeople(app, { id: 'lupe', displayName: 'Lupe', networkId: 'mucpaz-15033-01' });
    await addGrant(app.database.db, {
      id: 'g-lupe',
      personId: 'lupe',
      role: 'network_coordinator',
      networkId: 'mucpaz-15033-01',
      grantedAt: app.clock(),
    });
    await app.services.notices.acceptNow('lupe');
    const { browser, page } = await signIn('lupe');
    expect(page.location).to.equal('/administrar');
    expect((await browser.get('/cuenta')).text).to.match(/Entrar en dos pasos ?Apagado/);
    app.clock.advance(13 * DAY);
    expect(await open(browser, '/administrar')).to.equal('open');
  });

  it('is announced to the people of the demonstration and holds up none of them', async () => {
    app.clock.advance(60 * DAY);
    const { browser, page } = await signIn('ada');
    expect(page.location).to.equal('/administrar');
    expect((await browser.get('/cuenta')).text).to.contain('Tu función en la plataforma lo pide');
    expect(await open(browser, '/administrar')).to.equal('open');
  });
});
