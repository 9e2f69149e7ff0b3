import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import type { CastName } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signInWithoutJavaScript } from '../support/chromium.ts';
import { addRecoveryCast } from '../support/recovery-cast.ts';

describe('those who administer, on a phone with JavaScript off', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp({ before: ({ database }) => addRecoveryCast(database.db) });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const at = (who: CastName): Promise<Page> => signInWithoutJavaScript(browser, app.url, who);
  const press = async (page: Page): Promise<void> => {
    await page.locator('main form .button--primary, main form button[type=submit]').first().click();
    await page.waitForLoadState('load');
  };

  it('Ada adds an institution, and the log tells that she did', async () => {
    const page = await at('ada');
    await page.goto(`${app.url}/administrar/instituciones/nueva`);
    await press(page);
    expect(await page.title()).to.match(/^Error:/);
    await page.fill('[name=nombre]', 'Instituto de las Mujeres de Nayarit');
    await page.fill('[name=siglas]', 'INMUNAY');
    await page.selectOption('[name=tipo]', 'women');
    await page.check('[name=lado][value=community]');
    await page.check('[name=nivel][value=state]');
    await page.selectOption('[name=estado]', '18');
    await press(page);
    expect(await page.locator('main').innerText()).to.include(
      'Instituto de las Mujeres de Nayarit',
    );
    await page.goto(`${app.url}/administrar/bitacora`);
    expect(await page.locator('main').innerText())
      .to.match(/Institución/i)
      .and.include('Ada');
    await page.context().close();
  });

  it('Irene asks for the report of her state by municipality, and for nobody else’s', async () => {
    const page = await at('irene');
    await page.goto(`${app.url}/administrar/avance`);
    await page.selectOption('[name=por]', 'municipio');
    await press(page);
    expect(page.url()).to.include('por=municipio');
    expect(await page.locator('select[name=estado]').count()).to.equal(0);
    await page.context().close();
  });

  it('Rosa invites her network: the link stands on the page', async () => {
    const page = await at('rosa');
    await page.goto(`${app.url}/administrar/invitaciones/nueva`);
    await page.fill('[name=etiqueta]', 'Reunión del jueves');
    await press(page);
    expect(await page.inputValue('#direccion')).to.match(/\/invitacion\/[\w-]{20,}$/);
    await page.context().close();
  });

  it('Rosa asks for Guadalupe who forgot her password, Ximena confirms, Guadalupe is in again', async () => {
    const desk = `${app.url}/administrar/recuperaciones`;
    const rosa = await at('rosa');
    await rosa.goto(desk);
    await rosa.click('form:has([name=persona][value=lupe]) button');
    await rosa.waitForURL(desk);
    const ximena = await at('ximena');
    await ximena.goto(desk);
    await ximena.click('form[action$="/confirmacion"] button');
    const code = await ximena.locator('main code').innerText();
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const lupe = await context.newPage();
    await lupe.goto(`${app.url}/recuperar`);
    await lupe.fill('[name=username]', 'lupe');
    await lupe.fill('[name=codigo]', code);
    await lupe.fill('[name=password]', 'la milpa crece despacio');
    await press(lupe);
    expect(new URL(lupe.url()).pathname).to.equal('/entrar');
    await lupe.fill('[name=username]', 'lupe');
    await lupe.fill('[name=password]', 'la milpa crece despacio');
    await press(lupe);
    expect(await lupe.locator('main').innerText()).to.include('Rosa Hernández');
    for (const page of [rosa, ximena, lupe]) await page.context().close();
  });
});
