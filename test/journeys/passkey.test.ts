import { expect } from 'chai';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { CAST, CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { SECOND_FACTOR, turnOn, type Authenticator } from '../support/authenticator.ts';
import { launchChromium, PHONE } from '../support/chromium.ts';
import { freePort } from '../support/served.ts';

describe('a passkey in a browser', function () {
  this.timeout(60_000);
  let app: TestApp;
  let url: string;
  let browser: Browser;
  let codes: Authenticator;
  before(async () => {
    const port = await freePort();
    url = `http://localhost:${String(port)}`;
    app = await startApp({ port, env: { BASE_URL: url } });
    ({ phone: codes } = await turnOn(app, await app.signedIn('rosa')));
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const giveCode = async (page: Page): Promise<void> => {
    await page.fill('#codigo', codes.nextCode());
    await page.click('main .button--primary');
  };
  const givePassword = async (context: BrowserContext): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${url}/entrar`);
    await page.fill('[name=username]', CAST.rosa.username);
    await page.fill('[name=password]', CAST_PASSWORD);
    await page.click('main button.button--primary');
    await page.waitForURL(`${url}/entrar/codigo`);
    return page;
  };
  /** A phone with a lock, whose owner opens it when asked. */
  const withLock = async (page: Page): Promise<[CDPSession, string]> => {
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return [devtools, authenticatorId];
  };

  it('is added in her account, lets her in after her password, and leaves the code beside it', async () => {
    const context = await browser.newContext(PHONE);
    const page = await givePassword(context);
    const [devtools, authenticatorId] = await withLock(page);
    expect(await page.getByRole('button', { name: 'Usar mi llave de acceso' }).count()).to.equal(0);
    await giveCode(page);
    await page.goto(`${url}${SECOND_FACTOR}`);
    await page.click('text=Agregar una llave de acceso');
    await page.fill('#nombre', 'Mi teléfono');
    await giveCode(page);
    await page.click('text=Crear la llave');
    await page.waitForURL(`${url}${SECOND_FACTOR}`);
    expect(await page.locator('main').innerText()).to.contain('Mi teléfono');
    const { credentials } = await devtools.send('WebAuthn.getCredentials', { authenticatorId });
    expect(credentials.map(({ rpId }) => rpId)).to.deep.equal(['localhost']);

    await page.click('text=Agregar una llave de acceso');
    await page.fill('#nombre', 'La misma');
    await giveCode(page);
    await page.click('text=Crear la llave');
    await page.getByText('ya tiene una llave de acceso').waitFor();

    await context.clearCookies();
    await page.goto(`${url}/entrar`);
    await page.fill('[name=username]', CAST.rosa.username);
    await page.fill('[name=password]', CAST_PASSWORD);
    await page.click('main button.button--primary');
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await page.click('text=Usar mi llave de acceso');
    await page.getByText('No se usó ninguna llave').waitFor();
    await devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await page.click('text=Usar mi llave de acceso');
    await page.waitForURL(`${url}/mi-aprendizaje`);
    await context.close();
  });

  it('is not offered without JavaScript or by a browser that knows none; the code lets her in', async () => {
    const plain = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const old = await browser.newContext(PHONE);
    await old.addInitScript('delete window.PublicKeyCredential');
    for (const context of [plain, old]) {
      const page = await givePassword(context);
      expect(await page.getByText('Usar mi llave de acceso').isVisible()).to.equal(false);
      await giveCode(page);
      await page.waitForURL(`${url}/mi-aprendizaje`);
      await page.goto(`${url}${SECOND_FACTOR}`);
      expect(await page.getByText('Agregar una llave de acceso').isVisible()).to.equal(false);
      expect(await page.getByRole('link', { name: /^Quitar.*Mi teléfono/ }).isVisible()).to.equal(
        true,
      );
      await context.close();
    }
  });
});
