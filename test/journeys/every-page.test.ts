import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Browser as Chromium } from 'playwright-core';
import { CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import type { Language } from '../../src/lib/localized.ts';
import { Browser } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { crawl, shapeOf } from '../support/crawl.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';
import { htmlProblems } from '../support/page-checks.ts';
import { serve, type Served } from '../support/served.ts';

/** One of each kind: what others of the cast reach, one of these reaches too, in other numbers. */
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
/** Pages in English are looked at as one of each room; the others have the same in other numbers. */
const IN_ENGLISH: readonly string[] = ['nobody', 'rosa', 'ximena', 'lucia', 'ada'];

/** What this person reaches by following links, a page of each kind. */
async function reachable(url: string, name: CastName | 'nobody', language: Language) {
  const visitor = new Browser(url);
  visitor.cookies.set('lang', language);
  if (name !== 'nobody') {
    await visitor.post('/entrar', { username: name, password: CAST_PASSWORD });
    if (['rosa', 'tomas', 'elena'].includes(name))
      await visitor.post('/cursos/res-con/evaluaciones/prueba-inicial/intentos');
  }
  return { visitor, pages: await crawl(visitor) };
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

  const shapes = new Set<string>();
  let asked = 0;
  after(() => {
    console.log(
      `${String(asked)} pages asked for, ${String(shapes.size)} of another shape looked at`,
    );
  });

  for (const name of PEOPLE) {
    it(`is sound for ${name}: valid HTML, rules of accessibility, every look, nothing asked of another site`, async () => {
      const problems: string[] = [];
      const languages: readonly Language[] = IN_ENGLISH.includes(name)
        ? ['es-MX', 'en']
        : ['es-MX'];
      for (const language of languages) {
        const { visitor, pages } = await reachable(served.url, name, language);
        const context = await chromium.newContext(LOOKED_AT);
        await context.addCookies(
          [...visitor.cookies].map((cookie) => ({
            ...{ name: cookie[0], value: cookie[1], url: served.url },
          })),
        );
        context.on('request', (request) => {
          if (new URL(request.url()).origin !== served.url)
            problems.push(`${name} asks ${request.url()}`);
        });
        const tab = await context.newPage();
        for (const [kind, { address, page }] of pages) {
          asked += 1;
          const found = await htmlProblems(page.body);
          const shape = `${language} ${kind} ${shapeOf(page)}`;
          if (!shapes.has(shape)) {
            shapes.add(shape);
            await tab.goto(served.url + address);
            // What axe finds is not a matter of the language.
            found.push(...(await lookProblems(tab, { rules: language === 'es-MX' })));
          }
          problems.push(...found.map((text) => `${language} ${name} ${address} ${text}`));
        }
        await context.close();
      }
      expect(problems.join('\n')).to.equal('');
    });
  }
});
