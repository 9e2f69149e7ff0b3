import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import type { CastName } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { certify, codeOf } from '../support/certificates.ts';
import { DESKTOP, launchChromium, PHONE, signIn } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { qrInPicture } from '../support/read-qr.ts';
import { axeProblems, htmlProblems, overflow } from '../support/page-checks.ts';
import { overBudget, weighInBrowser } from '../support/page-weight.ts';

const REASON = 'El nombre tenía una letra cambiada.';

describe('the pages of certificates in a browser', () => {
  let app: TestApp;
  let chromium: Browser;
  const pages: [string, CastName | 'nobody', string][] = [];
  before(async () => {
    app = await startApp();
    const version = await publishCourse(app.services, 'res-con');
    const rosa = await certify(app.services, 'rosa', version);
    const elena = await certify(app.services, 'elena', version);
    const tomas = await certify(app.services, 'tomas', version);
    const marco = await app.signedIn('marco');
    const corrected = await marco.post(`/administrar/constancias/${elena}/corregir`, {
      nombre: 'Elena Cruz Ñúñez',
      motivo: REASON,
    });
    await marco.post(`/administrar/constancias/${tomas}/revocar`, { motivo: REASON });
    const made = corrected.location.split('/').at(-1) ?? '';
    pages.push(
      ['a certificate', 'rosa', `/constancias/${rosa}`],
      ['a corrected one', 'elena', `/constancias/${made}`],
      ['a replaced one', 'elena', `/constancias/${elena}`],
      ['a revoked one', 'tomas', `/constancias/${tomas}`],
      ['the list', 'marco', '/administrar/constancias'],
      ['an empty list', 'marco', '/administrar/constancias?q=nadie'],
      ['one to administer', 'marco', `/administrar/constancias/${made}`],
      ['a revoked one to administer', 'marco', `/administrar/constancias/${tomas}`],
      ['the form of the check', 'nobody', '/v'],
      ['an unknown code', 'nobody', '/v?codigo=ABC'],
      ['the check of a valid one', 'nobody', `/v/${await codeOf(app.services, rosa)}`],
      ['the check of a replaced one', 'nobody', `/v/${await codeOf(app.services, elena)}`],
      ['the check of a revoked one', 'nobody', `/v/${await codeOf(app.services, tomas)}`],
    );
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  it('break no rule of accessibility or HTML, and need no sideways scrolling at 320 px', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      for (const [what, who, path] of pages) {
        const context = await chromium.newContext({
          ...PHONE,
          viewport: { width: 320, height: 700 },
          colorScheme,
        });
        const page =
          who === 'nobody' ? await context.newPage() : await signIn(context, app.url, who);
        const answer = await page.goto(`${app.url}${path}`);
        expect(await axeProblems(page), `${what}, ${colorScheme}`).to.deep.equal([]);
        expect(await htmlProblems((await answer?.text()) ?? ''), what).to.deep.equal([]);
        expect(await overflow(page), what).to.equal(0);
        await context.close();
      }
    }
  });

  it('weigh what a page may weigh', async () => {
    for (const [what, who, path] of pages) {
      const context = await chromium.newContext(DESKTOP);
      const page = who === 'nobody' ? await context.newPage() : await signIn(context, app.url, who);
      expect(overBudget(await weighInBrowser(page, `${app.url}${path}`)), what).to.deep.equal([]);
      await context.close();
    }
  });

  it('show a QR code that a camera reads, large enough and apart from the text, on every screen', async () => {
    for (const width of [320, 720, 900, 1280]) {
      const context = await chromium.newContext({ ...DESKTOP, viewport: { width, height: 900 } });
      const page = await signIn(context, app.url, 'rosa');
      await page.goto(`${app.url}${pages[0]?.[2] ?? ''}`);
      const printed = await codeOf(app.services, pages[0]?.[2].split('/').at(-1) ?? '');
      const picture = await page.locator('.certificate').screenshot();
      expect(qrInPicture(picture), String(width)).to.equal(`http://localhost:3000/v/${printed}`);
      const qr = await page.locator('.certificate__qr svg').boundingBox();
      const code = await page.locator('.certificate__code').boundingBox();
      expect(qr?.width, String(width)).to.be.within(110, 200);
      expect(qr?.height, String(width)).to.equal(qr?.width);
      const beside = (qr?.x ?? 0) >= (code?.x ?? 0) + (code?.width ?? 0);
      const below = (qr?.y ?? 0) >= (code?.y ?? 0) + (code?.height ?? 0);
      const above = (qr?.y ?? 0) + (qr?.height ?? 0) <= (code?.y ?? 0);
      expect(beside || below || above, String(width)).to.equal(true);
      await context.close();
    }
  });

  it('print the certificate, and nothing else, on one sheet of A4', async () => {
    const context = await chromium.newContext(DESKTOP);
    const page = await signIn(context, app.url, 'rosa');
    await page.goto(`${app.url}${pages[0]?.[2] ?? ''}`);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type \/Page\b/g)).to.have.length(1);
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    expect(Math.round(Number(width))).to.equal(842);
    expect(Math.round(Number(height))).to.equal(595);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.certificate').isVisible()).to.equal(true);
    for (const selector of ['.bar', '.site-foot', '.form-actions']) {
      expect(await page.locator(selector).first().isVisible(), selector).to.equal(false);
    }
    await context.close();
  });
});
