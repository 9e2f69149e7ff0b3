import { expect } from 'chai';
import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { publishQuizCourse, SLUG } from '../features/assessment/quiz-course.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { enrol } from '../support/enrol.ts';
import {
  answersOf,
  carry,
  choose,
  signalIsBack,
  startQuiz,
  stateIs,
  stored,
  WAITS,
} from '../support/quiz-phone.ts';

/** A phone on a quiz whose first answer the server has; these more will be given while there is no way through. */
interface Scene {
  context: BrowserContext;
  page: Page;
  path: string;
  unsent: readonly string[];
}

const MANY = ['dos', 'tres', 'varias'];
const CHOSEN = 'b';

describe('a quiz whose connection is cut', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp({ before: publishQuizCourse });
    await enrol(app.database.db, { name: 'rosa', slug: SLUG });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const answer = async ({ page, unsent }: Scene): Promise<void> => {
    for (const item of unsent) await choose(page, item, CHOSEN);
  };
  /** Every answer says truly where it is. */
  const saysWhatWaits = async ({ page, unsent }: Scene, trouble: RegExp): Promise<void> => {
    await stateIs(page, 'uno', 'recibida');
    for (const item of unsent) await stateIs(page, item, WAITS);
    if (unsent.length === 0) return;
    await page.locator('[data-trouble]:not([hidden])', { hasText: trouble }).waitFor();
    expect(Object.keys(await stored(page))).to.have.length(1);
  };
  const NO_WAY = /No pudimos enviar\. Seguimos intentando/;

  /** Presses *hand in*, and confirms that questions are left open. */
  const handIn = async (page: Page): Promise<void> => {
    await page.click('.send-box button');
    await page.waitForSelector('button[name=confirmar]');
    await page.click('button[name=confirmar]', { noWaitAfter: true });
  };
  /** Presses, and the browser shows its own page of no connection. */
  const endsInAnError = async (page: Page, button: string): Promise<void> => {
    await page.click(button, { noWaitAfter: true });
    while (!page.url().startsWith('chrome-error:'))
      await new Promise((later) => setTimeout(later, 20));
  };
  const lost = async (route: Route): Promise<void> => {
    await route.fetch({ maxRedirects: 0 });
    await route.abort();
  };
  const isResult = (page: Page, path: string): Promise<void> =>
    page.waitForURL(`**${path}/resultado`);

  /** Cuts and mends; the page that stands at the end is the scene's. */
  const CUTS: Record<string, (scene: Scene) => Promise<void>> = {
    'before the page opens': async (scene) => {
      await scene.context.setOffline(true);
      await scene.page.goto(app.url + scene.path).catch(() => null);
      expect(await scene.page.locator('[data-attempt]').count()).to.equal(0);
      await scene.context.setOffline(false);
      await scene.page.goto(app.url + scene.path);
      await answer(scene);
    },
    'while she answers': async (scene) => {
      await scene.context.setOffline(true);
      await answer(scene);
      await saysWhatWaits(scene, NO_WAY);
      await scene.context.setOffline(false);
    },
    'at the saving': async (scene) => {
      await scene.page.route('**/respuestas', (route) => route.abort());
      await answer(scene);
      await saysWhatWaits(scene, NO_WAY);
      await scene.page.unroute('**/respuestas');
      await signalIsBack(scene.page);
    },
    'between a saving and its receipt': async (scene) => {
      await scene.page.route('**/respuestas', lost);
      await answer(scene);
      await saysWhatWaits(scene, NO_WAY);
      await scene.page.unroute('**/respuestas');
      await signalIsBack(scene.page);
    },
    'again as it comes back': async (scene) => {
      await scene.context.setOffline(true);
      await answer(scene);
      await scene.page.route('**/respuestas', (route) => route.abort());
      const failed = scene.page.waitForEvent('requestfailed').catch(() => null);
      await scene.context.setOffline(false);
      if (scene.unsent.length > 0) await failed;
      await saysWhatWaits(scene, NO_WAY);
      await scene.page.unroute('**/respuestas');
      await signalIsBack(scene.page);
    },
    'and she closes the tab': async (scene) => {
      await scene.context.setOffline(true);
      await answer(scene);
      await saysWhatWaits(scene, NO_WAY);
      await scene.page.close();
      await scene.context.setOffline(false);
      scene.page = await scene.context.newPage();
      await scene.page.goto(app.url + scene.path);
    },
    'and her session ends meanwhile': async (scene) => {
      await app.database.db('sessions').delete();
      await answer(scene);
      await saysWhatWaits(scene, /Tu sesión terminó\. Entra de nuevo/);
      const other = await signIn(scene.context, app.url, 'rosa');
      await other.close();
      await signalIsBack(scene.page);
    },
    'at the handing in': async (scene) => {
      await scene.context.setOffline(true);
      await answer(scene);
      await scene.page.click('.send-box button');
      await scene.page
        .locator('[data-trouble]', { hasText: 'No hay señal. Tus respuestas siguen aquí' })
        .waitFor();
      await scene.context.setOffline(false);
    },
    'at the handing in, unknown to the phone': async (scene) => {
      await answer(scene);
      await scene.page.route('**/entrega', (route) => route.abort());
      await endsInAnError(scene.page, '.send-box button');
      await scene.page.unroute('**/entrega');
      await scene.page.goto(app.url + scene.path);
    },
  };

  const begin = async (unsent: readonly string[]): Promise<Scene> => {
    await app.database.db('attempts').update({ submitted_at: app.clock().toISOString() });
    const context = await browser.newContext(PHONE);
    await carry(app, context, 'rosa');
    const page = await context.newPage();
    const path = await startQuiz(app, page);
    await choose(page, 'uno', CHOSEN);
    await stateIs(page, 'uno', 'recibida');
    return { context, page, path, unsent };
  };

  const attempts = async (path: string): Promise<unknown[]> =>
    app.database.db('attempts').where('id', path.slice(10)).select('submitted_at', 'score');

  for (const [where, cut] of Object.entries(CUTS)) {
    for (const unsent of [[], MANY.slice(0, 1), MANY]) {
      it(`${where}, with ${String(unsent.length)} answers to send, loses nothing`, async () => {
        const scene = await begin(unsent);
        await cut(scene);
        const { page, path, context } = scene;
        const expected: Record<string, string> = {};
        for (const item of ['uno', ...unsent]) {
          await stateIs(page, item, 'recibida');
          expect(await page.isChecked(`[name=r_${item}][value=${CHOSEN}]`)).to.equal(true);
          expected[item] = `["${CHOSEN}"]`;
        }
        expect(await answersOf(app, path)).to.deep.equal(expected);
        expect(await stored(page)).to.deep.equal({});
        await handIn(page);
        await isResult(page, path);
        expect(await answersOf(app, path)).to.include(expected);
        await context.close();
      });
    }
  }

  it('between the handing in and its answer has handed in once: going back shows the result', async () => {
    const { context, page, path } = await begin(MANY);
    await answer({ context, page, path, unsent: MANY });
    await page.click('.send-box button');
    await page.waitForSelector('button[name=confirmar]');
    await page.route('**/entrega', lost);
    await endsInAnError(page, 'button[name=confirmar]');
    await page.unroute('**/entrega');
    const handedIn = await attempts(path);
    app.clock.advance(60_000);
    // The browser's own "try again" sends the form once more; then she opens the quiz anew.
    await page.reload();
    await isResult(page, path);
    await page.goto(app.url + path);
    await isResult(page, path);
    expect(await attempts(path)).to.deep.equal(handedIn);
    await context.close();
  });

  describe('with JavaScript off', () => {
    const plain = async (): Promise<Page> => {
      await app.database.db('attempts').update({ submitted_at: app.clock().toISOString() });
      const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
      await carry(app, context, 'rosa');
      return context.newPage();
    };
    const cutAt = async (
      page: Page,
      address: string,
      how: (route: Route) => Promise<void>,
      button: string,
    ): Promise<void> => {
      await page.route(address, how);
      await endsInAnError(page, button);
      await page.unroute(address);
      // The browser's own "try again" sends the same form once more.
      await page.reload();
    };
    const ways = {
      'before it arrives': (route: Route) => route.abort(),
      'before its answer': lost,
    };

    for (const [when, how] of Object.entries(ways)) {
      it(`a form that is cut ${when} is sent again by the browser, and counts once`, async () => {
        const page = await plain();
        const path = await startQuiz(app, page);
        for (const item of ['uno', 'dos', 'tres'])
          await page.check(`[name=r_${item}][value=${CHOSEN}]`);
        await cutAt(page, '**/respuestas', how, '#r_tres button[name=guardar]');
        expect(new URL(page.url()).pathname).to.equal(path);
        for (const item of ['uno', 'dos', 'tres']) {
          await stateIs(page, item, 'recibida');
          expect(await page.isChecked(`[name=r_${item}][value=${CHOSEN}]`)).to.equal(true);
        }
        await page.click('.send-box button');
        await cutAt(page, '**/entrega', how, 'button[name=confirmar]');
        await isResult(page, path);
        expect(await answersOf(app, path)).to.include({
          uno: '["b"]',
          dos: '["b"]',
          tres: '["b"]',
        });
        await page.context().close();
      });
    }

    it('a session that ended meanwhile loses no answer', async () => {
      const page = await plain();
      const path = await startQuiz(app, page);
      for (const item of ['uno', 'dos']) await page.check(`[name=r_${item}][value=${CHOSEN}]`);
      await app.database.db('sessions').delete();
      await page.click('#r_dos button[name=guardar]');
      expect(await page.innerText('main'))
        .to.include('Tu sesión terminó')
        .and.include('vuelve a esta');
      const other = page.context().waitForEvent('page');
      await page.click('main a.button--primary');
      const signingIn = await other;
      await signingIn.fill('[name=username]', 'rosa');
      await signingIn.fill('[name=password]', CAST_PASSWORD);
      await signingIn.click('main button.button--primary');
      await signingIn.waitForURL(/mi-aprendizaje/);
      await page.getByRole('button', { name: 'Enviar otra vez' }).click();
      await stateIs(page, 'uno', 'recibida');
      expect(await answersOf(app, path)).to.include({ uno: '["b"]', dos: '["b"]' });
      await page.context().close();
    });
  });
});
