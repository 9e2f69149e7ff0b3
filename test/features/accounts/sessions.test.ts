import { expect } from 'chai';
import { CAST_PASSWORD } from '../../../src/demo/cast.ts';
import { sessionRepository } from '../../../src/features/accounts/session-repository.ts';
import { DAY, MINUTE } from '../../../src/lib/clock.ts';
import { startApp, type TestApp } from '../../support/app.ts';
import type { Browser } from '../../support/browser.ts';

describe('sessions', () => {
  let app: TestApp;
  beforeEach(async () => {
    app = await startApp();
  });
  afterEach(() => app.stop());

  const enter = async (fields: Record<string, string> = {}): Promise<Browser> => {
    const browser = app.browser();
    await browser.post('/entrar', { username: 'rosa', password: CAST_PASSWORD, ...fields });
    return browser;
  };
  const isIn = async (browser: Browser): Promise<boolean> =>
    (await browser.get('/cuenta')).status === 200;
  const cards = async (browser: Browser): Promise<string[]> =>
    [...(await browser.get('/cuenta/sesiones')).document.querySelectorAll('li.card')].map(
      (card) => card.textContent ?? '',
    );

  it('on a shared phone end after 15 idle minutes, and live on while they are used', async () => {
    const rosa = await enter({ compartido: '1' });
    for (let i = 0; i < 3; i += 1) {
      app.clock.advance(14 * MINUTE);
      expect(await isIn(rosa)).to.equal(true);
    }
    app.clock.advance(15 * MINUTE + 1000);
    expect(await isIn(rosa)).to.equal(false);
  });

  it('on one’s own phone end after 14 idle days', async () => {
    const rosa = await enter();
    app.clock.advance(13 * DAY);
    expect(await isIn(rosa)).to.equal(true);
    app.clock.advance(14 * DAY + 1000);
    expect(await isIn(rosa)).to.equal(false);
  });

  it('end after 90 days however much they are used, also when the password was given again', async () => {
    const rosa = await enter();
    for (let day = 0; day < 80; day += 10) {
      app.clock.advance(10 * DAY);
      expect(await isIn(rosa), String(day)).to.equal(true);
    }
    const fields = { telefono: '5512345678', password_actual: CAST_PASSWORD };
    expect((await rosa.post('/cuenta/telefono', fields)).status).to.equal(303);
    app.clock.advance(9 * DAY);
    expect(await isIn(rosa)).to.equal(true);
    app.clock.advance(DAY + 1000);
    expect(await isIn(rosa)).to.equal(false);
  });

  it('take a new id at signing in: one planted before does not open the account', async () => {
    const planted = await enter();
    const victim = app.browser();
    victim.cookies.set('sid', planted.cookies.get('sid') ?? '');
    await victim.post('/entrar', { username: 'irene', password: CAST_PASSWORD });
    expect(victim.cookies.get('sid')).not.to.equal(planted.cookies.get('sid'));
    expect(await isIn(planted)).to.equal(false);
    victim.cookies.set('sid', 's%3Aplanted.bad');
    expect(await isIn(victim)).to.equal(false);
  });

  it('need the signature of this server, to read as well as to send', async () => {
    const rosa = await enter();
    const [id = ''] = (rosa.cookies.get('sid') ?? '').split('.');
    for (const sid of [id, `${id}.`, `${id}.${'A'.repeat(43)}`, id.replace('s%3A', '')]) {
      rosa.cookies.set('sid', sid);
      expect(await isIn(rosa), sid).to.equal(false);
      expect((await rosa.post('/cuenta/nombre', { nombre: 'Otra' })).status).to.equal(403);
    }
  });

  it('cannot be opened with what the database holds', async () => {
    const rosa = await enter();
    const id =
      decodeURIComponent(rosa.cookies.get('sid') ?? '')
        .slice(2)
        .split('.')[0] ?? '';
    expect(id.length).to.be.at.least(22);
    const rows: unknown = await app.database.db('sessions');
    expect(JSON.stringify(rows)).not.to.contain(id);
  });

  it('are listed with this one marked and the shared one marked, and closed one by one', async () => {
    const [here, phone] = [await enter(), await enter({ compartido: '1' })];
    await app.signedIn('irene');
    const list = await cards(here);
    expect(list).to.have.length(2);
    expect(list.filter((text) => text.includes('esta sesión'))).to.have.length(1);
    expect(list.filter((text) => text.includes('teléfono compartido'))).to.have.length(1);
    const page = await here.get('/cuenta/sesiones');
    const id = page.document.querySelector('input[name=sesion]')?.getAttribute('value') ?? '';
    expect((await here.post('/cuenta/sesiones/cierre', { sesion: id })).status).to.equal(303);
    expect(await isIn(phone)).to.equal(false);
    expect(await isIn(here)).to.equal(true);
  });

  it('of somebody else cannot be closed', async () => {
    const [rosa, irene] = [await enter(), await app.signedIn('irene')];
    const row = (await app.database.db('sessions').where('person_id', 'irene').first()) as {
      id_hash: string;
    };
    await rosa.post('/cuenta/sesiones/cierre', { sesion: row.id_hash });
    expect(await isIn(irene)).to.equal(true);
    for (const sesion of ['', '\0', ['a', 'b'], 'x'.repeat(1000)]) {
      expect((await rosa.post('/cuenta/sesiones/cierre', { sesion })).status).to.equal(400);
    }
  });

  it('are all closed but this one', async () => {
    const [here, ...others] = [await enter(), await enter(), await enter()];
    await here.post('/cuenta/sesiones/otras');
    for (const other of others) expect(await isIn(other)).to.equal(false);
    expect(await isIn(here)).to.equal(true);
  });

  it('that ended while a request of theirs was under way stay ended', async () => {
    const rows = sessionRepository(app.database.db, app.database.reads);
    const rosa = await enter();
    const [stored] = await app.database.db<{ id_hash: string; data: string }>('sessions');
    await rows.destroy(stored?.id_hash ?? '');
    const now = app.clock();
    await rows.write(stored?.id_hash ?? '', {
      personId: 'rosa',
      data: stored?.data ?? '',
      shared: false,
      device: '',
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + DAY),
    });
    expect(await app.database.db('sessions')).to.have.length(0);
    expect(await isIn(rosa)).to.equal(false);
  });

  it('of a person who was frozen or closed are dead at the next request', async () => {
    for (const status of ['frozen', 'closed']) {
      const rosa = await enter();
      await app.database.db('people').where('id', 'rosa').update({ status });
      expect(await isIn(rosa), status).to.equal(false);
      expect((await rosa.post('/cuenta/nombre', { nombre: 'Otra' })).status).to.equal(403);
      await app.database.db('people').where('id', 'rosa').update({ status: 'active' });
    }
  });
});

describe('leaving', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ env: { EXIT_URL: 'https://clima.example/' } });
  });
  after(() => app.stop());

  const replayed = async (browser: Browser, sid: string | undefined): Promise<number> => {
    browser.cookies.set('sid', sid ?? '');
    return (await browser.get('/cuenta')).status;
  };

  it('in the ordinary way clears what the browser kept, but for sealed answers, and kills the session', async () => {
    const rosa = await app.signedIn('rosa');
    const sid = rosa.cookies.get('sid');
    const page = await rosa.post('/salir');
    expect(page.status).to.equal(303);
    expect(page.headers.get('clear-site-data')).to.equal('"cache"');
    expect(await replayed(rosa, sid)).to.equal(303);
  });

  it('on a shared phone leaves nothing at all', async () => {
    const rosa = app.browser();
    await rosa.post('/entrar', { username: 'rosa', password: CAST_PASSWORD, compartido: '1' });
    const page = await rosa.post('/salir');
    expect(page.headers.get('clear-site-data')).to.equal('"cache", "storage"');
  });

  it('in a hurry leads elsewhere with everything cleared, and the session is dead', async () => {
    const rosa = await app.signedIn('rosa');
    const sid = rosa.cookies.get('sid');
    const page = await rosa.post('/salir/rapido');
    expect(page.status).to.equal(303);
    expect(page.location).to.equal('https://clima.example/');
    expect(page.headers.get('clear-site-data')).to.match(/"cookies"/);
    expect(page.headers.get('cache-control')).to.contain('no-store');
    expect(await replayed(rosa, sid)).to.equal(303);
  });

  it('in a hurry works for scripts, and for somebody who has not signed in', async () => {
    const rosa = await app.signedIn('rosa');
    const answer = await rosa.post('/salir/rapido', {}, { accept: 'application/json' });
    expect(answer.json()).to.deep.equal({ fin: true });
    expect((await app.browser().post('/salir/rapido')).location).to.equal('https://clima.example/');
  });

  it('cannot be done to a person by another site', async () => {
    const rosa = await app.signedIn('rosa');
    const page = await rosa.post('/salir/rapido', {}, { 'sec-fetch-site': 'cross-site' });
    expect(page.status).to.equal(403);
    expect((await rosa.get('/cuenta')).status).to.equal(200);
  });
});
