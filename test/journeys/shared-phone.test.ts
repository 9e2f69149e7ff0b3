import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect } from 'chai';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { CHROMIUM, PHONE, signIn } from '../support/chromium.ts';
import { enrol } from '../support/enrol.ts';

const NUMBER = '5512345678';
/** What nobody may find on the phone afterwards: her name, her number, her password, what she was asked. */
const PRIVATE = ['Rosa Hernández', NUMBER, CAST_PASSWORD, 'Enunciado de'];

/** The files of a browser's profile in which a word stands, as the browser writes text. */
const filesWith = (folder: string, word: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = join(folder, name);
    if (!statSync(file).isFile()) return false;
    const bytes = readFileSync(file);
    return bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le'));
  });

const titlesIn = (folder: string): string[] => {
  const history = new Sqlite(join(folder, 'Default', 'History'), { readonly: true });
  const rows = history.prepare('select distinct title from urls order by title').all();
  history.close();
  return (rows as { title: string }[]).map(({ title }) => title).filter((title) => title !== '');
};

const KEPT = `(async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys()),
])()`;

describe('a phone that several people share', function () {
  this.timeout(120_000);
  let app: TestApp;
  let elsewhere: Server;
  let exitUrl: string;
  before(async () => {
    elsewhere = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>Clima</title>');
    }).listen(0, '127.0.0.1');
    await new Promise((ready) => elsewhere.once('listening', ready));
    exitUrl = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`;
    app = await startApp({ before: publishQuizCourse, env: { EXIT_URL: exitUrl } });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
  });
  after(async () => {
    await app.stop();
    elsewhere.close();
  });

  let folder = '';
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'aula-shared-'));
    await app.database.db('attempts').update({ submitted_at: app.clock().toISOString() });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const phone = (javaScriptEnabled = true): Promise<BrowserContext> =>
    chromium.launchPersistentContext(folder, { ...CHROMIUM, ...PHONE, javaScriptEnabled });

  /** She keeps her number, leaves another half typed, answers a question, and stands on the quiz. */
  const use = async (context: BrowserContext, shared: boolean): Promise<Page> => {
    const page = await signIn(context, app.url, 'rosa', shared);
    await page.goto(`${app.url}/cuenta/telefono`);
    await page.fill('[name=telefono]', NUMBER);
    await page.locator('main button.button--primary').first().click();
    await page.waitForURL(/\/cuenta$/);
    await page.goto(`${app.url}/cuenta/telefono`);
    await page.fill('[name=telefono]', NUMBER);
    await page.goto(`${app.url}/cursos/${SLUG}/evaluaciones/practica`);
    await page.click('main button.button--primary');
    await page.waitForURL(/\/intentos\//);
    await page.check('[name=r_uno][value=a]');
    return page;
  };

  /** Whoever takes the phone now presses back, opens her account, looks at what pages can keep. */
  const isEmptyHanded = async (context: BrowserContext, page: Page): Promise<void> => {
    for (let step = 0; step < 3; step += 1) {
      await page.goBack();
      const text = await page.locator('body').innerText();
      for (const word of PRIVATE) expect(text, page.url()).not.to.include(word);
    }
    const other = await context.newPage();
    await other.goto(`${app.url}/cuenta`);
    expect(new URL(other.url()).pathname).to.equal('/entrar');
    expect(await other.inputValue('[name=username]')).to.equal('');
    expect(await other.isChecked('[name=compartido]')).to.equal(false);
  };

  const isInNoFile = (): void => {
    for (const word of PRIVATE) expect(filesWith(folder, word), word).to.deep.equal([]);
    for (const address of ['/intentos/', '/cuenta'])
      expect(filesWith(join(folder, 'Default', 'Cache'), address)).to.deep.equal([]);
  };

  const WAYS: Record<string, (page: Page) => Promise<void>> = {
    'signing out': async (page) => {
      await page.click('footer form[action="/salir"] button');
      await page.waitForURL(/\/entrar/);
      expect(await page.evaluate(KEPT)).to.deep.equal([]);
    },
    'quick exit': async (page) => {
      await page.getByRole('button', { name: 'Salir rápido' }).click();
      await page.waitForURL(exitUrl);
    },
    'fifteen idle minutes': async (page) => {
      app.clock.advance(16 * MINUTE);
      await page.reload();
      await page.waitForURL(/\/entrar/);
      expect(await page.evaluate(KEPT)).to.deep.equal([]);
    },
  };

  for (const [way, leave] of Object.entries(WAYS)) {
    it(`holds nothing of hers after ${way}: pages, storage, cache, form data, back button`, async () => {
      const context = await phone();
      const page = await use(context, true);
      await leave(page);
      await isEmptyHanded(context, page);
      await context.close();
      isInNoFile();
      expect(
        filesWith(folder, 'rosa').filter((name) => !name.endsWith('Login Data')),
      ).to.deep.equal([]);
    });
  }

  it('holds nothing of hers with JavaScript off either', async () => {
    const context = await phone(false);
    const page = await use(context, true);
    await page.getByRole('button', { name: 'Salir rápido' }).click();
    await page.waitForURL(exitUrl);
    await isEmptyHanded(context, page);
    await context.close();
    isInNoFile();
  });

  it('would hold her number if it were said to be hers: so this test can find it', async () => {
    const context = await phone();
    await use(context, false);
    await context.close();
    expect(filesWith(folder, NUMBER)).not.to.deep.equal([]);
    expect(titlesIn(folder).join()).to.include('Evaluación practica');
  });

  it('tells no courses in its history in discreet mode', async () => {
    await app.database.db('people').where('id', 'rosa').update({ discreet: true });
    const context = await phone();
    const page = await use(context, true);
    await page.click('footer form[action="/salir"] button');
    await page.waitForURL(/\/entrar/);
    await context.close();
    expect(titlesIn(folder)).to.deep.equal(['Entrar · Aula 1325', 'Mis documentos']);
  });
});
