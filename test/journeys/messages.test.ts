import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn, signInWithoutJavaScript } from '../support/chromium.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';
import { groups } from '../features/messages/group.ts';

const LESSON = '/cursos/curso-breve/lecciones/la-plaza';

describe('talking', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    await groups(app);
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const textOf = (page: Page): Promise<string> => page.locator('main').innerText();
  const press = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.locator('main').getByRole('button', { name }).first().click();
    await page.waitForLoadState('load');
  };
  const follow = async (page: Page, name: string | RegExp): Promise<void> => {
    await page.locator('main').getByRole('link', { name }).first().click();
    await page.waitForLoadState('load');
  };
  /** The page as axe and the eye of the suite see it. */
  const isFine = async (page: Page): Promise<void> => {
    expect(await lookProblems(page, { rules: true }), page.url()).to.deep.equal([]);
  };

  it('works with JavaScript off: Rosa asks in a lesson, Ximena answers, Rosa reads', async () => {
    const rosa = await signInWithoutJavaScript(browser, app.url, 'rosa');
    await rosa.goto(app.url + LESSON);
    await follow(rosa, 'Preguntar a quien acompaña tu grupo');
    await press(rosa, 'Enviar pregunta');
    expect(await rosa.title()).to.match(/^Error:/);
    await rosa.fill('[name=texto]', '¿Qué hago si nadie quiere hablar?');
    await press(rosa, 'Enviar pregunta');
    expect(await textOf(rosa))
      .to.include('Tu mensaje se envió.')
      .and.include('nadie quiere hablar');

    const ximena = await signInWithoutJavaScript(browser, app.url, 'ximena');
    await ximena.goto(`${app.url}/mensajes`);
    await follow(ximena, 'Preguntas de tus grupos');
    await follow(ximena, /Rosa Hernández/);
    await ximena.fill('[name=texto]', 'Empieza por escuchar.');
    await press(ximena, 'Enviar');
    expect(await textOf(ximena)).to.include('Empieza por escuchar.');

    await rosa.goto(`${app.url}/mi-aprendizaje`);
    await follow(rosa, 'Mensajes: 1 nuevo');
    await press(rosa, 'La plaza');
    expect(await textOf(rosa)).to.include('Empieza por escuchar.');
    await rosa.goto(`${app.url}/mi-aprendizaje`);
    expect(await textOf(rosa)).to.not.include('nuevo');
    await rosa.context().close();
    await ximena.context().close();
  });

  it('keeps the text where it was typed when there is no signal, and sends it once afterwards', async () => {
    const context = await browser.newContext(PHONE);
    const rosa = await signIn(context, app.url, 'rosa');
    await rosa.goto(`${app.url}${LESSON}/pregunta`);
    await rosa.fill('[name=texto]', 'Esto se escribió sin señal.');
    await context.setOffline(true);
    await rosa.getByRole('button', { name: 'Enviar pregunta' }).click();
    await rosa.getByText('Tu texto sigue aquí').waitFor();
    expect(await rosa.inputValue('[name=texto]')).to.equal('Esto se escribió sin señal.');
    await context.setOffline(false);
    await rosa.getByRole('button', { name: 'Enviar pregunta' }).click();
    await rosa.waitForURL(/\/mensajes\/[\w-]{22}$/);
    expect(await textOf(rosa)).to.include('Esto se escribió sin señal.');
    await context.close();
  });

  it('looks right magnified, by night and to axe, on every page of it', async () => {
    const pages = {
      rosa: ['/mensajes', `${LESSON}/pregunta`, '/cuenta/resumen'],
      ximena: [
        '/mensajes',
        '/ensenar/preguntas?ver=todas',
        '/ensenar/mensaje?grupo=c-ecatepec',
        '/ensenar/avisos/nuevo?grupo=c-ecatepec',
        '/ensenar/avisos',
      ],
    } as const;
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const name of ['rosa', 'ximena'] as const) {
        const context = await browser.newContext({ ...PHONE, ...LOOKED_AT, colorScheme });
        const page = await signIn(context, app.url, name);
        for (const path of pages[name]) {
          await page.goto(app.url + path);
          await isFine(page);
        }
        await page.goto(
          `${app.url}${name === 'rosa' ? '/mensajes' : '/ensenar/preguntas?ver=todas'}`,
        );
        await follow(page, /La plaza/);
        await isFine(page);
        if (name === 'ximena') {
          await follow(page, /Qué hacer/);
          await isFine(page);
        }
        await context.close();
      }
    }
  });
});
