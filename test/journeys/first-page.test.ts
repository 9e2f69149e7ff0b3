import { expect } from 'chai';
import type { Browser as Chromium, BrowserContext } from 'playwright-core';
import { asset } from '../../src/http/assets.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium, PHONE } from '../support/chromium.ts';
import { htmlProblems } from '../support/page-checks.ts';

const SHEET = asset('app.css');

describe('the first page on a line that fails', function () {
  this.timeout(60_000);
  let app: TestApp;
  let chromium: Chromium;
  let phone: BrowserContext;

  before(async () => {
    app = await startApp();
    chromium = await launchChromium();
  });
  beforeEach(async () => {
    phone = await chromium.newContext({ ...PHONE, baseURL: app.url });
  });
  afterEach(() => phone.close());
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  it('looks as it should before its sheet has come, and when it never comes', async () => {
    const page = await phone.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    await page.route(`**${SHEET}`, () => undefined);
    const arrival = await page.goto('/entrar', { waitUntil: 'commit' });
    const button = page.locator('main button[type=submit]').first();
    await button.waitFor();
    expect((await button.boundingBox())?.height).to.be.at.least(44);
    expect(await htmlProblems((await arrival?.text()) ?? '')).to.deep.equal([]);
    expect(said.filter((text) => /Content Security Policy/i.test(text))).to.deep.equal([]);
  });

  it('is followed by pages that ask for no style sheet again', async () => {
    const page = await phone.newPage();
    /** Bytes over the line for the sheet; NaN where the page did not ask. */
    const fetched = (): Promise<number> =>
      page.evaluate<number>(
        `performance.getEntriesByType('resource').find(({ name }) => name.endsWith('${SHEET}'))?.transferSize ?? NaN`,
      );
    await page.goto('/entrar', { waitUntil: 'networkidle' });
    expect(await fetched(), 'for the next page').to.be.greaterThan(1000);
    await page.locator('a[href="/ayuda"]').click();
    await page.waitForURL('**/ayuda', { waitUntil: 'networkidle' });
    expect(await page.locator('style').count()).to.equal(0);
    expect(await fetched()).to.equal(0);
  });
});
