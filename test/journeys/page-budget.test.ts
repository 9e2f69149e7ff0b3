import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { CAST, CAST_PASSWORD, type CastName } from '../../src/demo/cast.ts';
import { Browser, type Node, type Page } from '../support/browser.ts';
import { launchChromium, PHONE } from '../support/chromium.ts';
import { crawl, STARTS } from '../support/crawl.ts';
import { overBudget, weighInBrowser, weighPage, type Weight } from '../support/page-weight.ts';
import { serve, type Served } from '../support/served.ts';

type Visitor = CastName | 'nobody';
const VISITORS: Visitor[] = ['nobody', ...(Object.keys(CAST) as CastName[])];
const LEARNERS: Visitor[] = ['rosa', 'tomas', 'elena'];
const QUIZ = '/cursos/res-con/evaluaciones/prueba-inicial';
/** The state with the most municipalities, and the finest grouping: the longest lists that a filter can ask for. */
const WIDEST: Record<string, string> = { estado: '20', por: 'municipio' };

const valueOf = (field: Node): string => {
  const name = field.getAttribute('name') ?? '';
  const chosen = field.querySelector('option[selected]') ?? field.querySelector('option');
  return WIDEST[name] ?? (chosen ?? field).getAttribute('value') ?? '';
};

/** Where the filters of a page lead when they ask for as much as they can. */
const filtered = (address: string, { document }: Page): string[] =>
  [...document.querySelectorAll('main form[method=get]')].map((form) => {
    const fields = [...form.querySelectorAll('select[name], input[name]:not([type=radio])')];
    const query = new URLSearchParams(
      fields.map((field): [string, string] => [field.getAttribute('name') ?? '', valueOf(field)]),
    );
    return `${form.getAttribute('action') ?? address.split('?')[0] ?? ''}?${query.toString()}`;
  });

const lessons = ({ document }: Page): string[] =>
  [...document.querySelectorAll('main a[href*="/lecciones/"]')].map(
    (link) => link.getAttribute('href')?.split('#')[0] ?? '',
  );

describe('what a first visit costs', function () {
  this.timeout(300_000);
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-weight-'));
  let served: Served;
  before(async () => {
    served = await serve('demo', { DATA_DIR: dataDir });
  });
  after(async () => {
    await served.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const weigh = (
    visitor: Browser,
    { address, page }: { address: string; page: Page },
  ): Promise<Weight> =>
    weighPage(
      served.url + address,
      page,
      [...visitor.cookies].map((pair) => pair.join('=')).join('; '),
    );
  const enter = async (who: Visitor): Promise<Browser> => {
    const visitor = new Browser(served.url);
    if (who !== 'nobody') await visitor.post('/entrar', { username: who, password: CAST_PASSWORD });
    return visitor;
  };

  /** Every kind of page that this visitor reaches, a quiz under way and every lesson among them, with what it weighs. */
  const weights = async (who: Visitor): Promise<Map<string, Weight>> => {
    const visitor = await enter(who);
    const starts = [...STARTS];
    if (LEARNERS.includes(who)) starts.push((await visitor.post(`${QUIZ}/intentos`)).location);
    const found = new Map<string, Weight>();
    const look = async (visit: { address: string; page: Page }): Promise<void> => {
      found.set(visit.address, await weigh(visitor, visit));
    };
    const visits = [...(await crawl(visitor, starts)).values()];
    for (const visit of visits) await look(visit);
    const more = new Set(
      visits.flatMap(({ address, page }) => [...filtered(address, page), ...lessons(page)]),
    );
    for (const address of more)
      if (!found.has(address)) await look({ address, page: await visitor.get(address) });
    return found;
  };

  for (const who of VISITORS) {
    it(`is within the budget on every page of ${who}`, async () => {
      const found = await weights(who);
      expect(found.size).to.be.greaterThan(9);
      const heavy = [...found].flatMap(([address, weight]) =>
        overBudget(weight).map((text) => `${address}: ${text}`),
      );
      expect(heavy.join('\n')).to.equal('');
    });
  }

  it('is what Chromium counts: lesson, dashboard, course, report', async () => {
    const chromium = await launchChromium();
    try {
      for (const [who, address] of [
        ['rosa', '/mi-aprendizaje'],
        ['rosa', '/cursos/res-con'],
        ['rosa', '/cursos/res-con/lecciones/reencuadre-y-preguntas'],
        ['irene', '/administrar/avance/personas'],
      ] as const) {
        const visitor = await enter(who);
        await visitor.post('/administrar/motivo', { motivo: 'support' });
        const counted = await weigh(visitor, { address, page: await visitor.get(address) });
        const context = await chromium.newContext({ ...PHONE, baseURL: served.url });
        await context.addCookies(
          [...visitor.cookies].map(([name, value]) => ({ name, value, url: served.url })),
        );
        const loaded = await weighInBrowser(await context.newPage(), served.url + address);
        await context.close();
        const both = JSON.stringify({ address, counted, loaded });
        for (const what of ['html', 'css', 'ahead', 'js'] as const)
          expect(loaded[what], both).to.be.closeTo(counted[what], 200);
        expect(loaded.requests, both).to.be.within(counted.requests - 1, counted.requests);
        expect(loaded.strangers, both).to.equal(0);
      }
    } finally {
      await chromium.close();
    }
  });
});
