import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser as Chromium, BrowserContext, Page } from 'playwright-core';
import { CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { Browser } from '../support/browser.ts';
import { DESKTOP, launchChromium, signIn } from '../support/chromium.ts';
import { crawl, kindOf } from '../support/crawl.ts';
import { axeProblems, htmlProblems, overflow } from '../support/page-checks.ts';
import { serve, type Served } from '../support/served.ts';

const PEOPLE: (CastName | 'nobody')[] = [
  'nobody',
  'rosa',
  'tomas',
  'elena',
  'ximena',
  'bruno',
  'lucia',
  'marco',
  'irene',
  'ada',
];
/** One address of each kind of page that this person can reach by following links. */
async function reachable(url: string, name: CastName | 'nobody'): Promise<string[]> {
  const visitor = new Browser(url);
  if (name !== 'nobody') {
    await visitor.post('/entrar', { username: name, password: CAST_PASSWORD });
    if (['rosa', 'tomas', 'elena'].includes(name))
      await visitor.post('/cursos/res-con/evaluaciones/prueba-inicial/intentos');
  }
  return [...(await crawl(visitor)).values()].map(({ address }) => address);
}

describe('every page that somebody can reach', function () {
  this.timeout(900_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-pages-'));
  let served: Served;
  let chromium: Chromium;
  before(async () => {
    served = await serve('demo', { DATA_DIR: dataDir });
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await served.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const opened = async (context: BrowserContext, name: CastName | 'nobody'): Promise<Page> =>
    name === 'nobody' ? context.newPage() : signIn(context, served.url, name);

  const looked = new Set<string>();

  for (const name of PEOPLE) {
    it(`is sound for ${name}: rules of accessibility, valid HTML, no sideways scroll, nothing asked of another site`, async () => {
      const problems: string[] = [];
      const addresses = await reachable(served.url, name);
      const fresh = addresses.filter((address) => !looked.has(kindOf(address)));
      for (const address of fresh) looked.add(kindOf(address));
      const light = await chromium.newContext({
        ...DESKTOP,
        viewport: { width: 320, height: 640 },
        colorScheme: 'light',
      });
      const dark = await chromium.newContext({ ...DESKTOP, colorScheme: 'dark' });
      for (const context of [light, dark]) {
        context.on('request', (request) => {
          if (new URL(request.url()).origin !== served.url)
            problems.push(`${name} asks ${request.url()}`);
        });
      }
      const [narrow, wide] = [await opened(light, name), await opened(dark, name)];
      for (const address of fresh) {
        for (const page of [narrow, wide]) {
          const response = await page.goto(served.url + address);
          const where = `${name} ${address} (${page === narrow ? '320 light' : '1280 dark'})`;
          problems.push(...(await axeProblems(page)).map((text) => `${where} axe: ${text}`));
          const beyond = await overflow(page);
          if (beyond > 0) problems.push(`${where} is ${String(beyond)} px too wide`);
          if (page === wide) {
            problems.push(
              ...(await htmlProblems((await response?.text()) ?? '')).map(
                (text) => `${where} html: ${text}`,
              ),
            );
          }
        }
      }
      await light.close();
      await dark.close();
      expect(problems.join('\n')).to.equal('');
    });
  }
});
