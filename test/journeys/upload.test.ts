import { expect } from 'chai';
import type { Browser, Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { docxOf, paragraph } from '../support/office-files.ts';
import { ximenaTeaches } from '../support/studio.ts';

const OLD = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

describe('a document becomes a course', () => {
  let app: TestApp;
  let browser: Browser;
  let taller: { name: string; mimeType: string; buffer: Buffer };
  before(async () => {
    app = await startApp();
    await ximenaTeaches(app);
    browser = await launchChromium();
    const body = paragraph('Escuchar', 'Ttulo1') + paragraph('Primero se escucha.');
    taller = { name: 'Taller.docx', mimeType: WORD, buffer: await docxOf(body) };
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  const opened = async (javaScriptEnabled: boolean): Promise<Page> => {
    const context = await browser.newContext({ ...PHONE, javaScriptEnabled });
    const page = await signIn(context, app.url, 'ximena');
    await page.goto(`${app.url}/ensenar/subir`);
    return page;
  };
  /** From the file to the draft: send, decide. */
  async function keep(page: Page): Promise<void> {
    await page.setInputFiles('#archivos', taller);
    await page.click('form[enctype] button');
    await page.waitForURL('**/ensenar/subidas/*');
    expect(await page.locator('main').innerText()).to.include('Primero se escucha.');
    await page.fill('[name=titulo]', 'Taller de escucha');
    await page.click('main form button[type=submit] >> nth=0');
    await page.waitForURL('**/ensenar/cursos/*');
    expect(await page.locator('h1').innerText()).to.equal('Taller de escucha');
  }

  it('in three clicks, and tells on the same page what cannot be used', async () => {
    const page = await opened(true);
    await page.setInputFiles('#archivos', {
      name: 'viejo.doc',
      mimeType: 'application/msword',
      buffer: OLD,
    });
    await page.click('form[enctype] button');
    const told = page.locator('form[enctype] [role=status].field__error');
    await told.waitFor();
    expect(await told.innerText()).to.include('viejo.doc: Es un formato antiguo.');
    expect(page.url()).to.match(/\/ensenar\/subir$/);
    await keep(page);
    await page.context().close();
  });

  it('without JavaScript as well', async () => {
    const page = await opened(false);
    await keep(page);
    await page.context().close();
  });
});
