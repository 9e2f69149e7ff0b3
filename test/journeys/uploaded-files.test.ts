import { expect } from 'chai';
import type { Browser } from 'playwright-core';
import { mediaAddress, mediaFile } from '../../src/features/content/media-file.ts';
import { storeMedia } from '../../src/features/content/media-store.ts';
import { addMedia } from '../../src/features/content/repository.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';

/** What a hostile author would like to be run: each sends the cookie away, or says so in the title. */
const SCRIPT = 'document.title="RAN";fetch("/ran?"+document.cookie)';
const HOSTILE: [name: string, bytes: string][] = [
  [
    'dibujo.svg',
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload='${SCRIPT}'><script>${SCRIPT}</script></svg>`,
  ],
  ['pagina.png', `<!doctype html><script>${SCRIPT}</script>`],
  ['pagina.webp', `<html><body onload='${SCRIPT}'><script>${SCRIPT}</script>`],
  ['pagina.mp3', `<html><script>${SCRIPT}</script>`],
  ['pagina.mp4', `<html><script>${SCRIPT}</script>`],
  ['subtitulos.vtt', `WEBVTT\n\n00:00.000 --> 00:09.000\n<script>${SCRIPT}</script>`],
  ['guia.pdf', `%PDF-1.7\n<html><script>${SCRIPT}</script>`],
];

describe('files that somebody uploaded', () => {
  let app: TestApp;
  let browser: Browser;
  before(async () => {
    app = await startApp();
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await app.stop();
  });

  // Past every check: as if one of them had a hole.
  async function stored(name: string, text: string): Promise<string> {
    const file = mediaFile(name, `media/${name}`, { bytes: Buffer.from(text) });
    if (file === null) throw new Error(name);
    await storeMedia(app.dataDir, [file]);
    await app.database.db.transaction((trx) => addMedia(trx, [file]));
    return mediaAddress(file);
  }

  it('runs nothing of what was uploaded, however it is opened', async () => {
    const context = await browser.newContext();
    const asked: string[] = [];
    context.on('request', (request) => asked.push(request.url()));
    for (const [name, text] of HOSTILE) {
      const address = `${app.url}${await stored(name, text)}`;
      const page = await context.newPage();
      // A download ends the visit; that is well.
      await page.goto(address).catch(() => null);
      await page.waitForTimeout(150);
      expect(await page.title(), name).not.to.equal('RAN');
      await page.goto(`${app.url}/privacidad`);
      const framed = await page.evaluate(
        `new Promise((done) => {
          const frame = document.createElement('iframe');
          frame.onload = () => { try { done(Boolean(frame.contentDocument && frame.contentDocument.title === 'RAN')); } catch { done(false); } };
          frame.onerror = () => done(false);
          frame.src = ${JSON.stringify(address)};
          document.body.append(frame);
          setTimeout(() => done(false), 500);
        })`,
      );
      expect(framed, name).to.equal(false);
      await page.close();
    }
    expect(asked.filter((url) => url.includes('/ran'))).to.deep.equal([]);
    await context.close();
  });

  it('cannot be loaded as a script or a style by a page of ours', async () => {
    const page = await browser.newPage();
    const address = await stored('guion.mp3', SCRIPT);
    await page.goto(`${app.url}/privacidad`);
    const loaded = await page.evaluate(
      `new Promise((done) => {
        const script = document.createElement('script');
        script.src = ${JSON.stringify(address)};
        script.onload = () => done(true);
        script.onerror = () => done(false);
        document.head.append(script);
      })`,
    );
    expect(loaded).to.equal(false);
    expect(await page.title()).not.to.equal('RAN');
    await page.close();
  });
});
