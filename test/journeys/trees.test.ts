import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser as Chromium, Page as Tab } from 'playwright-core';
import type { CastName } from '../../src/demo/cast.ts';
import { DAY } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { DESKTOP, launchChromium } from '../support/chromium.ts';
import { liveIn, type World } from '../support/world.ts';

const FOLDER = join(projectRoot, 'test', 'journeys', 'trees');
/** `npm run trees` writes the trees anew; what changed is read before it is kept. */
const WRITES = process.env['TREES'] === 'write';

/** What is another each time: ids, codes, addresses of files. */
const settled = (tree: string): string =>
  tree
    .replace(/(?<![\w-])[\w-]{22}(?![\w-])/g, 'ID')
    .replace(/\b[0-9A-Z]{26}\b|\b[0-9A-Z]{4,6}(-[0-9A-Z]{4,6})+\b/g, 'CODE')
    .replace(/http:\/\/(127\.0\.0\.1|localhost):\d+/g, 'SITE');

describe('what a screen reader is told', function () {
  this.timeout(120_000);
  let app: TestApp;
  let world: World;
  let chromium: Chromium;
  before(async () => {
    app = await startApp({ random: () => 0 });
    world = await liveIn(app);
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  const open = async (name: CastName | 'nobody', address: string): Promise<Tab> => {
    const browser = name === 'nobody' ? app.browser() : await app.signedIn(name);
    const context = await chromium.newContext(DESKTOP);
    await context.addCookies(
      [...browser.cookies].map((one) => ({ name: one[0], value: one[1], url: app.url })),
    );
    const tab = await context.newPage();
    await tab.goto(app.url + address);
    return tab;
  };
  const isAsKept = async (tab: Tab, name: string): Promise<void> => {
    const tree = settled(`${await tab.locator('body').ariaSnapshot()}\n`);
    const file = join(FOLDER, `${name}.txt`);
    if (WRITES) writeFileSync(file, tree);
    expect(tree).to.equal(readFileSync(file, 'utf8'));
    await tab.context().close();
  };

  const COURSE = '/cursos/curso-breve';
  const PAGES: Record<string, [CastName | 'nobody', string]> = {
    'front-page': ['nobody', '/'],
    'sign-in': ['nobody', '/entrar'],
    'my-learning': ['rosa', '/mi-aprendizaje'],
    course: ['rosa', COURSE],
    lesson: ['rosa', `${COURSE}/lecciones/la-plaza`],
    person: ['marco', '/administrar/personas/tomas'],
  };
  for (const [name, [who, address]] of Object.entries(PAGES)) {
    it(`is ${name}.txt`, async () => {
      await isAsKept(await open(who, address), name);
    });
  }

  it('is sign-in-refused.txt where a field is wrong', async () => {
    const tab = await open('nobody', '/entrar');
    await tab.click('main button.button--primary');
    await tab.waitForSelector('#errores');
    await isAsKept(tab, 'sign-in-refused');
  });

  it('is quiz.txt and quiz-unanswered.txt', async () => {
    const { id } = await app.database
      .db('attempts')
      .where({ person_id: 'elena', submitted_at: null })
      .first<{ id: string }>('id');
    await isAsKept(await open('elena', `/intentos/${id}`), 'quiz');
    const tab = await open('elena', `/intentos/${id}`);
    await tab.click('.send-box button.button--primary');
    await tab.waitForSelector('[name=confirmar]');
    await isAsKept(tab, 'quiz-unanswered');
  });

  it('is result.txt, certificate.txt and check.txt', async () => {
    const { id } = await app.database
      .db('attempts')
      .where({ person_id: 'rosa', passed: true })
      .first<{ id: string }>('id');
    await isAsKept(await open('rosa', `/intentos/${id}/resultado`), 'result');
    await isAsKept(await open('rosa', `/constancias/${world.current.id}`), 'certificate');
    await isAsKept(await open('nobody', `/v/${world.current.code}`), 'check');
  });

  it('is report.txt', async () => {
    app.clock.advance(10 * DAY);
    await isAsKept(await open('lucia', '/administrar/avance?por=institucion'), 'report');
  });
});
