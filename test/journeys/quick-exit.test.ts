import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';

describe('quick exit', () => {
  let app: TestApp;
  let elsewhere: Server;
  let exitUrl: string;
  let browser: Browser;
  before(async () => {
    elsewhere = createServer((_request, response) => {
      response
        .setHeader('content-type', 'text/html')
        .end('<!doctype html><title>Clima</title><h1>El clima</h1>');
    }).listen(0, '127.0.0.1');
    await new Promise((ready) => elsewhere.once('listening', ready));
    exitUrl = `http://127.0.0.1:${String((elsewhere.address() as AddressInfo).port)}/`;
    app = await startApp({ env: { EXIT_URL: exitUrl } });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
    elsewhere.close();
  });

  const gone = async (page: Page): Promise<void> => {
    await page.waitForURL(exitUrl);
    expect(await page.locator('h1').innerText()).to.equal('El clima');
    const sessions = async (): Promise<unknown[]> =>
      app.database.db('sessions').where('person_id', 'rosa');
    for (let tries = 0; tries < 50 && (await sessions()).length > 0; tries += 1) {
      await new Promise((later) => setTimeout(later, 20));
    }
    expect(await sessions()).to.deep.equal([]);
    await page.goBack().catch(() => null);
    await page.waitForLoadState('load');
    expect(await page.locator('body').innerText()).to.not.include('Rosa');
  };

  it('leaves at the third Shift: another page, no session, nothing behind the back button', async () => {
    const page = await signIn(await browser.newContext(PHONE), app.url, 'rosa');
    await page.goto(`${app.url}/cuenta`);
    for (let press = 0; press < 3; press += 1) await page.keyboard.press('Shift');
    await gone(page);
  });

  it('leaves at a touch of its button, which comes first after the skip link', async () => {
    const page = await signIn(await browser.newContext(PHONE), app.url, 'rosa');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).to.equal(
      'Salir rápido',
    );
    await page.keyboard.press('Enter');
    await gone(page);
  });

  it('leaves without JavaScript as well', async () => {
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
    const page = await signIn(context, app.url, 'rosa');
    await page.getByRole('button', { name: 'Salir rápido' }).click();
    await gone(page);
  });
});
