import { expect } from 'chai';
import { pino } from 'pino';
import { HOUR } from '../../../src/lib/clock.ts';
import { prepare } from '../../../src/start-up.ts';
import { startApp, type TestApp } from '../../support/app.ts';

const FORM = { nombre: 'Inés Vega', username: 'ines.vega', password: 'tejado nopal jueves' };

describe('the first administrator', () => {
  let app: TestApp;
  const said: string[] = [];
  const start = async (): Promise<string> => {
    said.length = 0;
    await prepare(app.services, {
      log: pino({ level: 'silent' }),
      demo: false,
      say: (text) => said.push(text),
    });
    return /\/primer-administrador\/[\w-]+/.exec(said.join('\n'))?.[0] ?? '';
  };

  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  it('is not offered while somebody administers', async () => {
    expect(await start()).to.equal('');
    await app.database
      .db('grants')
      .where('id', 'g-ada')
      .update({ withdrawn_at: app.clock().toISOString() });
  });

  it('gets a printed link of 128 bits, and a restart voids the one before', async () => {
    const old = await start();
    expect(old).to.match(/^\/primer-administrador\/[\w-]{22}$/);
    expect((await app.browser().get(old)).status).to.equal(200);
    const link = await start();
    expect((await app.browser().get(old)).status).to.equal(404);
    expect((await app.browser().post(old, FORM)).status).to.equal(404);
    expect((await app.browser().get(link)).status).to.equal(200);
  });

  it('has a day', async () => {
    const link = await start();
    app.clock.advance(24 * HOUR);
    expect((await app.browser().get(link)).status).to.equal(404);
    expect((await app.browser().post(link, FORM)).status).to.equal(404);
  });

  it('comes from a form that refuses weak passwords, taken names and hostile text', async () => {
    const link = await start();
    const bad: Record<string, string | string[]>[] = [
      { password: 'admin123' },
      { password: 'ines.vega1' },
      { username: 'ada' },
      { username: 'a' },
      { username: '../etc' },
      { username: 'a\u0000dmin' },
      { nombre: '' },
      { municipio: '99999' },
      { municipio: 'x' },
      { username: ['a', 'b'] },
    ];
    for (const change of bad) {
      const page = await app.browser().post(link, { ...FORM, ...change });
      expect(page.status, JSON.stringify(change)).to.equal(422);
      expect(page.document.querySelector('.error-summary')).to.not.equal(null);
    }
  });

  it('is made once, of many who come at once, and signed in', async () => {
    const link = await start();
    const browsers = Array.from({ length: 8 }, () => app.browser());
    const pages = await Promise.all(
      browsers.map((browser, i) =>
        browser.post(link, { ...FORM, username: `ines.vega${String(i)}` }),
      ),
    );
    const winners = pages.filter((page) => page.status === 303);
    expect(winners).to.have.length(1);
    expect(pages.filter((page) => page.status === 404)).to.have.length(7);
    const browser = browsers[pages.findIndex((page) => page.status === 303)] ?? app.browser();
    expect((await browser.get('/administrar/ajustes')).status).to.equal(200);
    expect((await app.browser().get(link)).status).to.equal(404);
    expect(await start()).to.equal('');
    const event: unknown = await app.database
      .db('audit_events')
      .where('action', 'grant.given')
      .first();
    expect(event).to.not.equal(undefined);
    const people: unknown[] = await app.database
      .db('people')
      .where('username', 'like', 'ines.vega%');
    expect(people).to.have.length(1);
  });

  it('is nobody by default: thirty usual pairs open nothing', async () => {
    const names = [
      'admin',
      'administrador',
      'administrator',
      'root',
      'superadmin',
      'test',
      'demo',
      'usuario',
      'guest',
      'aula1325',
    ];
    const passwords = ['admin', '123456', 'password'];
    for (const username of names) {
      for (const password of passwords) {
        const page = await app.browser().post('/entrar', { username, password });
        expect(page.status, `${username}/${password}`).to.equal(422);
      }
    }
  });
});
