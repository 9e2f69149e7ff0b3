import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { effortOfJoining, tapsToResult } from '../support/taps.ts';

describe('how often a thumb touches the glass', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp({ before: (services) => publishCourse(services) });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  it('joining from an invitation takes four taps, sex among them, and 50 kB', async () => {
    const { taps, bytes } = await effortOfJoining(app, browser);
    expect(taps).to.be.within(1, 4);
    expect(bytes).to.be.within(1, 50_000);
  });

  it('from the sign-in to a finished lesson and a graded quiz of ten questions takes 15', async () => {
    expect(await tapsToResult(app, browser)).to.be.within(11, 15);
  });
});
