import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { chromium, type Browser, type BrowserContext } from 'playwright-core';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { CHROMIUM, killBrowser, launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { enrol } from '../support/enrol.ts';
import {
  answersOf,
  choose,
  signalIsBack,
  startQuiz,
  stateIs,
  stored,
  WAITS,
} from '../support/quiz-phone.ts';

describe('a quiz on a phone that loses its signal', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    for (const name of ['rosa', 'elena'] as const) {
      await enrol(app.database.db, { name, slug: SLUG });
    }
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const contexts: BrowserContext[] = [];
  const phone = async (): Promise<BrowserContext> => {
    const context = await browser.newContext(PHONE);
    contexts.push(context);
    return context;
  };
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    // The next test begins with no attempt open.
    await app.database.db('attempts').update({ submitted_at: app.clock().toISOString() });
  });

  it('saves each answer as it is given, and only then says "received"', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    const path = await startQuiz(app, page);
    await choose(page, 'uno', 'a');
    await stateIs(page, 'uno', 'recibida 10:00');
    expect(await answersOf(app, path)).to.deep.equal({ uno: '["a"]' });
    await choose(page, 'varias', 'b');
    await choose(page, 'varias', 'c');
    await stateIs(page, 'varias', 'recibida');
    await choose(page, 'varias', 'b');
    await choose(page, 'varias', 'c');
    await stateIs(page, 'varias', 'sin responder');
    expect(await answersOf(app, path)).to.deep.equal({ uno: '["a"]', varias: '[]' });
    expect(await page.textContent('[data-missing]')).to.equal('Faltan 5 preguntas por responder.');
    expect(await stored(page)).to.deep.equal({});
  });

  it('keeps what cannot be sent on the phone, sealed, and sends it when the signal is back', async () => {
    const context = await phone();
    const page = await signIn(context, app.url, 'rosa');
    const path = await startQuiz(app, page);
    await context.setOffline(true);
    await choose(page, 'uno', 'b');
    await choose(page, 'varias', 'a');
    await stateIs(page, 'uno', WAITS);
    await stateIs(page, 'varias', WAITS);
    await page.waitForSelector('[data-trouble]:not([hidden])');
    const kept = await stored(page);
    expect(Object.keys(kept)).to.have.length(1);
    expect(Object.keys(kept)[0]).to.match(new RegExp(`^pend:[\\w-]{12}:${path.slice(10)}$`));
    expect(JSON.stringify(kept)).not.to.match(/varias|rosa|uno"/);

    await page.click('.send-box button');
    await page.locator('[data-trouble]', { hasText: 'No hay señal' }).waitFor();
    expect(new URL(page.url()).pathname).to.equal(path);

    await context.setOffline(false);
    await stateIs(page, 'uno', 'recibida');
    await stateIs(page, 'varias', 'recibida');
    expect(await answersOf(app, path)).to.deep.equal({ uno: '["b"]', varias: '["a"]' });
    expect(await stored(page)).to.deep.equal({});
    expect(await page.isVisible('[data-trouble]')).to.equal(false);
  });

  it('takes nothing but a receipt for a receipt', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    const path = await startQuiz(app, page);
    // A café's sign-in page answers everything with 200 and its own text.
    let answered = 0;
    await page.route('**/respuestas', async (route) => {
      answered += 1;
      await route.fulfill({ status: 200, contentType: 'text/html', body: '<h1>Bienvenida</h1>' });
    });
    await choose(page, 'uno', 'a');
    await stateIs(page, 'uno', WAITS);
    await page.waitForSelector('[data-trouble]:not([hidden])');
    expect(answered).to.be.greaterThan(0);
    await page.unroute('**/respuestas');
    await signalIsBack(page);
    await stateIs(page, 'uno', 'recibida');
    expect(await answersOf(app, path)).to.deep.equal({ uno: '["a"]' });
  });

  it('repeats a sending whose answer was lost under the same key', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    const path = await startQuiz(app, page);
    const keys: string[] = [];
    await page.route('**/respuestas', async (route) => {
      keys.push(new URLSearchParams(route.request().postData() ?? '').get('clave') ?? '');
      // The server has it; the phone never hears so.
      if (keys.length === 1) {
        await route.fetch();
        await route.abort();
      } else await route.continue();
    });
    await choose(page, 'dos', 'c');
    await page.waitForSelector('[data-trouble]:not([hidden])');
    await choose(page, 'dos', 'd');
    await stateIs(page, 'dos', 'recibida');
    expect(keys).to.have.length(3);
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[0]);
    expect(await answersOf(app, path)).to.deep.equal({ dos: '["d"]' });
  });

  it('loses nothing when the browser is killed', async function () {
    this.timeout(60_000);
    const folder = mkdtempSync(join(tmpdir(), 'aula-phone-'));
    const open = (): Promise<BrowserContext> =>
      chromium.launchPersistentContext(folder, { ...CHROMIUM, ...PHONE });
    const first = await open();
    try {
      const page = await signIn(first, app.url, 'rosa');
      const path = await startQuiz(app, page);
      await first.setOffline(true);
      await choose(page, 'tres', 'd');
      await choose(page, 'varias', 'a');
      await choose(page, 'varias', 'b');
      await stateIs(page, 'tres', WAITS);
      await stateIs(page, 'varias', WAITS);
      await killBrowser(first, folder);
      expect(await answersOf(app, path)).to.deep.equal({});

      const second = await open();
      try {
        // Whether the browser had time to write its cookies is chance: she signs in again in any case.
        await second.clearCookies();
        const again = await signIn(second, app.url, 'rosa');
        await again.goto(`${app.url}${path}`);
        await stateIs(again, 'tres', 'recibida');
        await stateIs(again, 'varias', 'recibida');
        expect(await again.isChecked('[name=r_tres][value=d]')).to.equal(true);
        expect(await answersOf(app, path)).to.deep.equal({ tres: '["d"]', varias: '["a","b"]' });
        expect(await stored(again)).to.deep.equal({});
      } finally {
        await second.close();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('lets another account neither read nor send what waits, and sends it when its person is back', async () => {
    const context = await phone();
    const page = await signIn(context, app.url, 'rosa');
    const path = await startQuiz(app, page);
    await context.setOffline(true);
    await choose(page, 'uno', 'c');
    await stateIs(page, 'uno', WAITS);
    const kept = await stored(page);
    await page.close();
    await context.setOffline(false);
    const leaving = await context.newPage();
    await leaving.goto(`${app.url}/cuenta`);
    await leaving.click('footer form[action="/salir"] button');
    await leaving.waitForURL(/\/entrar/);

    const elena = await signIn(context, app.url, 'elena');
    const hers = await startQuiz(app, elena);
    await choose(elena, 'dos', 'a');
    await stateIs(elena, 'dos', 'recibida');
    expect((await elena.goto(`${app.url}${path}`))?.status()).to.equal(404);
    await elena.goto(`${app.url}/cursos/${SLUG}/evaluaciones/practica`);
    const tags = await elena.getAttribute('[data-pend-tag]', 'data-pend-tag');
    expect(Object.keys(kept)[0]).not.to.include(tags);
    expect(Object.keys(await stored(elena))).to.deep.equal(Object.keys(kept));
    expect(await answersOf(app, path)).to.deep.equal({});
    expect(await answersOf(app, hers)).to.deep.equal({ dos: '["a"]' });
    await elena.goto(`${app.url}/cuenta`);
    await elena.click('footer form[action="/salir"] button');
    await elena.waitForURL(/\/entrar/);

    const back = await signIn(context, app.url, 'rosa');
    await back.waitForSelector('[data-pend-one]:not([hidden])');
    expect(await back.textContent('[data-pend-one]')).to.equal(
      'Enviamos 1 respuesta que esperaba en este teléfono.',
    );
    expect(await answersOf(app, path)).to.deep.equal({ uno: '["c"]' });
    expect(await stored(back)).to.deep.equal({});
  });

  it('keeps nothing on a shared phone, and says so', async () => {
    const context = await phone();
    const page = await signIn(context, app.url, 'rosa', true);
    await startQuiz(app, page);
    expect(await page.textContent('main')).to.include(
      'En este teléfono compartido no se guarda nada',
    );
    await context.setOffline(true);
    await choose(page, 'uno', 'b');
    await stateIs(page, 'uno', 'falta enviar');
    await page.waitForSelector('[data-trouble]:not([hidden])');
    expect(await stored(page)).to.deep.equal({});
    await context.setOffline(false);
    await stateIs(page, 'uno', 'recibida');
  });

  it('says so where the browser cannot encrypt', async () => {
    const context = await phone();
    await context.addInitScript(`Object.defineProperty(crypto, 'subtle', { value: undefined })`);
    const page = await signIn(context, app.url, 'rosa');
    await startQuiz(app, page);
    await page.waitForSelector('[data-not-kept]:not([hidden])');
    await context.setOffline(true);
    await choose(page, 'uno', 'b');
    await stateIs(page, 'uno', 'falta enviar');
    expect(await stored(page)).to.deep.equal({});
    await context.setOffline(false);
    await stateIs(page, 'uno', 'recibida');
  });

  it('says so when the session has ended, and sends after signing in again elsewhere', async () => {
    const context = await phone();
    const page = await signIn(context, app.url, 'rosa');
    await startQuiz(app, page);
    await app.database.db('sessions').delete();
    await choose(page, 'uno', 'a');
    await page.waitForSelector('[data-trouble] a[data-for=signIn]:not([hidden])');
    await stateIs(page, 'uno', WAITS);
    const other = await signIn(context, app.url, 'rosa');
    await other.waitForSelector('[data-pend-one]', { state: 'attached' });
    await signalIsBack(page);
    await stateIs(page, 'uno', 'recibida');
  });

  it('keeps on the page what comes after the end, and says that it does not count', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    const path = await startQuiz(app, page);
    await app.database.db('attempts').update({ submitted_at: app.clock().toISOString() });
    await choose(page, 'uno', 'a');
    await page.waitForSelector('[data-trouble] a[data-for=closed]:not([hidden])');
    await stateIs(page, 'uno', 'sin enviar');
    expect(await page.isChecked('[name=r_uno][value=a]')).to.equal(true);
    expect(await answersOf(app, path)).to.deep.equal({});
    expect(await stored(page)).to.deep.equal({});
  });

  it('hands in what waits together with the rest', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    const path = await startQuiz(app, page);
    await page.route('**/respuestas', async (route) => {
      await new Promise((done) => setTimeout(done, 300));
      await route.continue();
    });
    await choose(page, 'uno', 'a');
    await choose(page, 'dos', 'b');
    await page.click('.send-box button');
    await page.waitForSelector('button[name=confirmar]');
    expect(await page.textContent('main')).to.include('Quedan 4 preguntas sin responder');
    await page.click('button[name=confirmar]');
    await page.waitForURL(/resultado/);
    expect(await page.textContent('main')).to.include('33 de 100');
    expect(await answersOf(app, path)).to.include({ uno: '["a"]', dos: '["b"]' });
  });

  it('says aloud that ten, five and one minutes are left, and hands in when none is', async () => {
    const page = await signIn(await phone(), app.url, 'rosa');
    await page.clock.install();
    const path = await startQuiz(app, page, 'con-reloj');
    expect(await page.textContent('.time-left')).to.match(/^Te quedan 20 minutos/);
    const said = page.locator('[data-say]');
    expect(await said.textContent()).to.equal('');
    await choose(page, 'uno', 'a');
    await stateIs(page, 'uno', 'recibida');
    await page.clock.fastForward('08:30');
    await page.locator('.time-left', { hasText: 'Te quedan 11 minutos' }).waitFor();
    expect(await said.textContent()).to.equal('');
    for (const [later, words] of [
      ['02:00', 'Te quedan 10 minutos.'],
      ['05:00', 'Te quedan 5 minutos.'],
      ['04:00', 'Te queda 1 minuto.'],
    ] as const) {
      await page.clock.fastForward(later);
      await page.locator('[data-say]', { hasText: words }).waitFor({ state: 'attached' });
    }
    expect(await page.textContent('.time-left')).to.include('Queda menos de un minuto.');
    await page.clock.fastForward('01:00');
    await page.waitForURL(`**${path}/resultado`);
    expect(await page.textContent('.result__score')).to.equal('16 de 100');
  });
});
