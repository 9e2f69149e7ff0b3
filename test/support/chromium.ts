import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';

/** The browser that Debian ships; nothing is downloaded, and it calls nobody. */
export const CHROMIUM = {
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ],
};

/** A file as a browser is given it. */
export interface FilePayload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export const launchChromium = (): Promise<Browser> => chromium.launch(CHROMIUM);

/** A phone of 360 px, as most trainees have. */
export const PHONE: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
  locale: 'es-MX',
};

export const DESKTOP: BrowserContextOptions = {
  viewport: { width: 1280, height: 900 },
  locale: 'es-MX',
};

/** Signs somebody who has the password of the cast in through the page itself. */
export async function signIn(
  context: BrowserContext,
  url: string,
  username: string,
  shared = false,
): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${url}/entrar`);
  await page.fill('[name=username]', username);
  await page.fill('[name=password]', CAST_PASSWORD);
  if (shared) await page.check('[name=compartido]');
  await page.click('main button.button--primary');
  await page.waitForURL((to) => !to.pathname.startsWith('/entrar'));
  return page;
}

/** The same on a phone of her own that runs no script. */
export async function signInWithoutJavaScript(
  browser: Browser,
  url: string,
  username: string,
): Promise<Page> {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  return signIn(context, url, username);
}

/** Ends a browser that keeps its profile in a folder at once, as a battery does: it has no time to write anything. */
export async function killBrowser(context: BrowserContext, folder: string): Promise<void> {
  const closed = new Promise((done) => context.once('close', done));
  process.kill(Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1)), 'SIGKILL');
  await closed;
}
