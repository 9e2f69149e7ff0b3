import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { ximenaTeaches } from '../support/studio.ts';
import { clicksToPublished, clicksToSixty } from '../support/studio-clicks.ts';

describe('how often somebody who teaches has to click', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    browser = await launchChromium();
  });
  after(() => browser.close());
  beforeEach(async () => {
    app = await startApp();
    await ximenaTeaches(app);
  });
  afterEach(() => app.stop());

  for (const javaScriptEnabled of [true, false]) {
    const how = javaScriptEnabled ? '' : ', also without JavaScript';

    it(`from the sign-in to a published lesson and five pasted questions: 12 at most${how}`, async () => {
      const { clicks, course } = await clicksToPublished(app, browser, { javaScriptEnabled });
      expect(clicks).to.be.within(5, 12);
      expect(course).to.include('Escuchar antes de hablar');
      const rosa = await app.signedIn('rosa');
      await rosa.post('/cursos/escuchar-antes-hablar/inscripcion');
      const lesson = '/cursos/escuchar-antes-hablar/lecciones/primera-escucha';
      expect((await rosa.get(lesson)).text).to.include('Doña Carmen');
      await rosa.post(`${lesson}/terminada`);
      const quiz = '/cursos/escuchar-antes-hablar/evaluaciones/evaluacion';
      expect((await rosa.get(quiz)).text).to.include('Son 5 preguntas');
      const attempt = await rosa.postAndFollow(`${quiz}/intentos`);
      expect([...attempt.document.querySelectorAll('[data-item]')]).to.have.length(5);
    });

    it(`from the list of banks to sixty questions of a spreadsheet in a bank: 3${how}`, async () => {
      const { clicks, bank } = await clicksToSixty(app, browser, { javaScriptEnabled });
      expect(clicks).to.equal(3);
      expect(bank.toLowerCase()).to.include('reactivos prevencion').and.include('60 reactivos');
    });
  }
});
