import { expect } from 'chai';
import type { Browser as Chromium, Page as Tab } from 'playwright-core';
import { DAY } from '../../src/lib/clock.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { launchChromium } from '../support/chromium.ts';
import { liveIn, type World } from '../support/world.ts';
import { LOOKED_AT, printProblems } from '../support/looks.ts';

/** Sheets of A4, without the margins that print.css asks for, at 96 points an inch. */
const PORTRAIT = { width: 673, height: 1001 };
const LANDSCAPE = { width: 1062, height: 733 };

describe('on paper', function () {
  this.timeout(120_000);
  let app: TestApp;
  let world: World;
  let chromium: Chromium;
  before(async () => {
    app = await startApp();
    world = await liveIn(app);
    app.clock.advance(10 * DAY);
    chromium = await launchChromium();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  /** A page as somebody prints it who reads by night. */
  const open = async (name: 'rosa' | 'lucia', address: string): Promise<Tab> => {
    const { cookies } = await app.signedIn(name);
    const context = await chromium.newContext({ ...LOOKED_AT, colorScheme: 'dark' });
    await context.addCookies(
      [...cookies].map(([key, value]) => ({ name: key, value, url: app.url })),
    );
    const tab = await context.newPage();
    await tab.goto(app.url + address);
    return tab;
  };
  const sheets = async (tab: Tab): Promise<{ count: number; landscape: boolean }> => {
    const pdf = (await tab.pdf({ preferCSSPageSize: true, format: 'A4' })).toString('latin1');
    const [, width = 0, height = 0] =
      /\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)?.map(Number) ?? [];
    return { count: [...pdf.matchAll(/\/Type ?\/Page\b/g)].length, landscape: width > height };
  };

  it('a lesson is its text, with the addresses of its links and what is folded on the screen', async () => {
    const tab = await open('rosa', '/cursos/curso-breve/lecciones/la-plaza');
    expect(await printProblems(tab, PORTRAIT)).to.deep.equal([]);
  });

  it('a result is whole', async () => {
    const learning = await open('rosa', '/cursos/curso-breve/evaluaciones/evaluacion-final');
    const href = await learning.locator('main a[href$="/resultado"]').first().getAttribute('href');
    const tab = await open('rosa', href ?? '');
    expect(await printProblems(tab, PORTRAIT)).to.deep.equal([]);
  });

  it('a certificate is one sheet on its side', async () => {
    const tab = await open('rosa', `/constancias/${world.current.id}`);
    expect(await printProblems(tab, LANDSCAPE)).to.deep.equal([]);
    expect(await sheets(tab)).to.deep.equal({ count: 1, landscape: true });
  });

  it('a report keeps its figures, what they mean and all columns of its table', async () => {
    const tab = await open('lucia', '/administrar/avance?por=institucion');
    expect(await printProblems(tab, PORTRAIT)).to.deep.equal([]);
    expect((await sheets(tab)).landscape).to.equal(false);
  });
});
