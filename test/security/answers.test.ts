import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { assetsFolder } from '../../src/http/assets.ts';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { publishCourse } from '../support/course.ts';
import { liveIn, type World } from '../support/world.ts';
import { headerFaults, hostileFaults } from './oracles.ts';

describe('every kind of answer', () => {
  let app: TestApp;
  let rosa: Browser;
  let lucia: Browser;
  let world: World;
  let figure: string;
  const asset = readdirSync(assetsFolder).find((name) => name.endsWith('.css')) ?? '';

  before(async () => {
    app = await startApp();
    const { document } = await publishCourse(app.services);
    figure = `/medios/${document.media['plaza.svg']?.sha256.slice(0, 32) ?? ''}.svg`;
    world = await liveIn(app);
    rosa = await app.signedIn('rosa');
    lucia = await app.signedIn('lucia');
  });
  after(() => app.stop());

  /** Each kind once, with its status. */
  const kinds = async (): Promise<Record<string, [number, Page]>> => {
    const nobody = app.browser();
    const etag = (await nobody.get(`/assets/${asset}`)).headers.get('etag') ?? '';
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const guess = () => nobody.post('/entrar', { username: 'nadie', password: 'adivino' });
    let tooMany = await guess();
    for (let i = 0; i < 60 && tooMany.status !== 429; i += 1) tooMany = await guess();
    const unchanged = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    return {
      page: [200, await nobody.get('/')],
      'page of a person': [200, await rosa.get('/cuenta')],
      redirect: [303, await nobody.get('/cuenta')],
      'redirect after a form': [303, await rosa.post('/cuenta/preferencias', { idioma: 'es-MX' })],
      'form with mistakes': [422, await nobody.post('/entrar', {})],
      'missing page': [404, await nobody.get('/nada')],
      'page that does not exist for her': [404, await rosa.get('/administrar/roles')],
      'other site': [403, await rosa.post('/salir', {}, { 'sec-fetch-site': 'cross-site' })],
      'broken escape': [400, await nobody.get('/cursos/%E0%A4%A')],
      'too large': [413, await nobody.send('POST', '/entrar', 'a'.repeat(1_000_000), form)],
      'too many': [429, tooMany],
      'health as JSON': [200, await nobody.get('/salud')],
      'refusal as JSON': [404, await nobody.get('/nada', { accept: 'application/json' })],
      'built file': [200, await nobody.get(`/assets/${asset}`)],
      'built file, unchanged': [304, await nobody.get(`/assets/${asset}`, unchanged)],
      'built file that is not there': [404, await nobody.get('/assets/nada.css')],
      'PDF of a certificate': [200, await rosa.get(`/constancias/${world.current.id}.pdf`)],
      'CSV of a report': [200, await lucia.get('/administrar/avance.csv')],
      'XLSX of a report': [200, await lucia.get('/administrar/avance.xlsx')],
      OPTIONS: [404, await nobody.send('OPTIONS', '/nada', undefined, {})],
      PROPFIND: [404, await nobody.send('PROPFIND', '/', undefined, {})],
      DELETE: [404, await nobody.send('DELETE', '/cursos', undefined, {})],
    };
  };

  it('carries the header policy, its status and nothing of the inside', async () => {
    const faults: string[] = [];
    for (const [kind, [status, page]] of Object.entries(await kinds())) {
      if (page.status !== status) faults.push(`${kind}: ${String(page.status)}`);
      faults.push(...hostileFaults(page).map((fault) => `${kind}: ${fault}`));
      const isKept = kind.startsWith('built file');
      const cache = page.headers.get('cache-control') ?? '';
      if (!isKept && !kind.startsWith('health') && !cache.includes('no-store'))
        faults.push(`${kind}: cache-control ${cache}`);
      const type = page.headers.get('content-type') ?? '';
      if (type.startsWith('text/') && !/charset=utf-8/i.test(type)) faults.push(`${kind}: ${type}`);
    }
    expect(faults).to.deep.equal([]);
  });

  it('of media is a policy of its own, stricter, with the rest', async () => {
    const page = await app.browser().get(figure);
    expect(page.status).to.equal(200);
    expect(headerFaults(page)).to.deep.equal([]);
    expect(page.headers.get('content-security-policy')).to.match(/^sandbox;/);
  });

  it('answers no other site and no other origin with leave to read', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      for (const path of ['/', '/salud', `/assets/${asset}`, figure]) {
        const page = await app.browser().get(path, { origin });
        expect(page.headers.get('access-control-allow-origin'), path).to.equal(null);
      }
    }
  });

  it('allows scripts, styles and pictures of this site alone, and no objects', async () => {
    const policy = (await app.browser().get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).to.include("object-src 'none'").and.include("base-uri 'none'");
    expect(policy).to.include("script-src 'self';").and.include("img-src 'self';");
    expect(policy).not.to.match(/unsafe|\*|data:/);
  });

  it('tells nothing of the inside when something breaks', async () => {
    await app.database.db.schema.renameTable('support_lines', 'away');
    try {
      app.clock.advance(3_600_000);
      const page = await app.browser().get('/ayuda');
      expect(page.status).to.equal(500);
      expect(hostileFaults(page)).to.deep.equal(['answers 500']);
      expect(page.text).not.to.include('support_lines');
    } finally {
      await app.database.db.schema.renameTable('away', 'support_lines');
    }
  });

  it('lets nobody in while the sessions cannot be read', async () => {
    await app.database.db.schema.renameTable('grants', 'away');
    try {
      for (const path of ['/cuenta', '/administrar', '/administrar/avance']) {
        const page = await lucia.get(path);
        expect(page.status, path).to.equal(500);
        expect(page.text).not.to.include('Lucía');
      }
    } finally {
      await app.database.db.schema.renameTable('away', 'grants');
    }
    expect((await lucia.get('/administrar')).status).to.equal(200);
  });
});

describe('a site with HTTPS', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp({ env: { BASE_URL: 'https://aula.example', TRUST_PROXY: '1' } });
  });
  after(() => app.stop());

  it('has one cookie for the session: __Host-, Secure, HttpOnly, SameSite, for the whole site', async () => {
    const page = await app
      .browser()
      .post(
        '/entrar',
        { username: 'rosa', password: CAST_PASSWORD },
        { 'x-forwarded-proto': 'https' },
      );
    const [cookie = '', ...others] = page.headers.getSetCookie();
    expect(others).to.deep.equal([]);
    const [pair = '', ...attributes] = cookie.split('; ');
    expect(pair).to.match(/^__Host-sid=/);
    expect(attributes).to.include.members(['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax']);
    expect(cookie).not.to.match(/domain=/i);
    const [, value = ''] = pair.split('=');
    expect(page.body + page.location).not.to.include(value);
  });

  it('is kept to HTTPS for two years, with what lies below it', async () => {
    const page = await app.browser().get('/');
    expect(page.headers.get('strict-transport-security')).to.equal(
      'max-age=63072000; includeSubDomains',
    );
  });
});
