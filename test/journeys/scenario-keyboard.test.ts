import { expect } from 'chai';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { enrol } from '../support/enrol.ts';

const COURSE = 'curso-de-todo';

describe('a branching scenario with the keyboard alone', function () {
  this.timeout(120_000);
  let app: TestApp;
  before(async () => {
    app = await startApp({
      before: async (services) => {
        await publishCourse(services, COURSE);
      },
    });
    await enrol(app.database.db, { name: 'rosa', slug: COURSE });
  });
  after(() => app.stop());

  for (const javaScriptEnabled of [true, false]) {
    it(`comes to a good end ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async () => {
      const chromium = await launchChromium();
      try {
        const page = await (await chromium.newContext({ javaScriptEnabled })).newPage();
        const press = (key: string): Promise<void> => page.keyboard.press(key);
        /** Follows what is in focus, and waits for the page that comes. */
        const enter = async (): Promise<void> => {
          const loaded = page.waitForEvent('load');
          await press('Enter');
          await loaded;
        };
        /** Goes on with the Tab key until what is said is in focus. */
        const tabTo = async (selector: string): Promise<void> => {
          for (let steps = 0; steps < 80; steps += 1) {
            if ((await page.locator(`${selector}:focus`).count()) > 0) return;
            await page.keyboard.press('Tab');
          }
          throw new Error(`The keyboard does not reach ${selector}`);
        };
        const decide = async (choice: string): Promise<void> => {
          await tabTo('main input[type=radio]');
          const radios = page.locator('main input[type=radio]');
          await press('Space');
          for (let moves = 0; moves < (await radios.count()); moves += 1) {
            const value = await page.locator('main input[type=radio]:checked').inputValue();
            if (value.endsWith(`=${choice}`)) break;
            await press('ArrowDown');
          }
          await tabTo('main form button');
          await enter();
        };
        await page.goto(`${app.url}/entrar`);
        await page.fill('[name=username]', 'rosa');
        await page.fill('[name=password]', CAST_PASSWORD);
        await enter();
        await page.goto(`${app.url}/cursos/${COURSE}/evaluaciones/situacion`);
        await tabTo('main form button');
        await enter();
        await tabTo('button[name=abrir]');
        await enter();
        await page.waitForURL('**/preguntas/p-mariela');
        await decide('por-que');
        expect(await page.locator('main').textContent()).to.include('decide de nuevo aquí abajo');
        for (const choice of ['escuchar', 'nombrar', 'insistir']) await decide(choice);
        expect(await page.locator('#final').textContent()).to.include('salió en parte');
        await tabTo('a[href$="desde=pensarlo"]');
        await enter();
        await decide('plan');
        expect(await page.locator('#final').textContent()).to.include('salió bien');
        await tabTo('main a.button--primary');
        await enter();
        await tabTo('.send-box button');
        await enter();
        await page.waitForURL('**/resultado');
        expect(await page.locator('.result__score').textContent()).to.include('100 de 100');
      } finally {
        await chromium.close();
      }
    });
  }
});
