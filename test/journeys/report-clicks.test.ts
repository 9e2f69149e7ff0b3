import { expect } from 'chai';
import type { Browser, Locator } from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { seedEnrolments } from '../features/reports/seed.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';

const SECONDS = 2;

describe('how often somebody who answers for figures has to click', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
    app = await startApp({ before: seedEnrolments });
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? '' : ', also without JavaScript';

    it(`from the sign-in to completion in Oaxaca of women by municipality this half-year: 5 at most${how}`, async () => {
      const context = await browser.newContext({ javaScriptEnabled });
      const page = await context.newPage();
      let clicks = 0;
      const press = async (what: Locator): Promise<void> => {
        clicks += 1;
        await what.first().click();
      };
      await page.goto(`${app.url}/entrar`);
      await page.fill('[name=username]', 'irene');
      await page.fill('[name=password]', CAST_PASSWORD);
      const begun = performance.now();
      await press(page.locator('main button.button--primary'));
      await page.waitForURL((to) => to.pathname !== '/entrar');
      await press(page.locator('a[href="/administrar"]:visible'));
      await press(page.locator('main a[href="/administrar/avance"]'));
      await press(page.getByRole('link', { name: 'mujeres', exact: true }));
      await page.waitForURL('**sexo=mujer**');
      await press(page.getByRole('link', { name: 'este semestre' }));
      await page.waitForURL('**periodo=2026-II**');
      expect(clicks).to.be.at.most(5);
      const sentence = await page
        .locator('form.sentence select')
        .evaluateAll((selects) =>
          (selects as unknown as { selectedOptions: { textContent: string }[] }[]).map(
            ({ selectedOptions: [option] }) => option?.textContent,
          ),
        );
      expect(sentence).to.include.members(['municipio', 'mujeres', 'segundo semestre de 2026']);
      expect(await page.locator('main').textContent()).to.include('Nadie se ha inscrito');
      await press(page.getByRole('link', { name: 'este semestre' }));
      await page.waitForURL((to) => !to.search.includes('periodo'));
      expect(await page.locator('tbody').first().textContent()).to.include('Oaxaca de Juárez');
      // All pages of the way together, password and browser included.
      expect(performance.now() - begun).to.be.below(5 * SECONDS * 1000);
      const again = performance.now();
      await page.goto(`${app.url}/administrar/avance?sexo=mujer&por=municipio&periodo=2026-I`);
      expect(performance.now() - again).to.be.below(SECONDS * 1000);
      await context.close();
    });
  }

  it('from the sign-in to who can deploy: 3 for Cecopam', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    let clicks = 0;
    const press = async (what: Locator): Promise<void> => {
      clicks += 1;
      await what.first().click();
    };
    await page.goto(`${app.url}/entrar`);
    await page.fill('[name=username]', 'marco');
    await page.fill('[name=password]', CAST_PASSWORD);
    await press(page.locator('main button.button--primary'));
    await page.waitForURL((to) => to.pathname !== '/entrar');
    await press(page.locator('a[href="/administrar"]:visible'));
    await press(page.locator('main a[href="/administrar/despliegue"]'));
    await page.waitForURL('**/administrar/despliegue');
    expect(clicks).to.equal(3);
    expect(await page.locator('h1').textContent()).to.equal('Despliegue');
    await context.close();
  });
});
