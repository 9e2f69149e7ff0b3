import { expect } from 'chai';
import type { Browser as Chromium } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { launchChromium } from '../support/chromium.ts';
import { publishCourse } from '../support/course.ts';
import { LOOKED_AT, lookProblems } from '../support/looks.ts';
import { htmlProblems } from '../support/page-checks.ts';
import { seedEnrolments } from '../features/reports/seed.ts';

const PNA = '/administrar/marcos/pna-1325';
const CUTS = '/administrar/cortes';
const TABLES = '/administrar/mesas';
const SAYS = { fuente: 'Secretaría de las Mujeres', fecha: '2026-10-01' };
/** Pages of administration weigh no more. */
const BUDGET = 90_000;

describe('the rooms of frameworks, roundtables, snapshots and briefs, filled in', function () {
  this.timeout(300_000);
  let app: TestApp;
  let chromium: Chromium;
  let lucia: Browser;
  let irene: Browser;
  let addresses: Record<'lucia' | 'irene', string[]>;

  before(async () => {
    app = await startApp({
      before: async (services) => {
        await seedEnrolments(services);
        await publishCourse(services, 'prev-vcm');
        await publishCourse(services, 'wps-omp');
      },
    });
    chromium = await launchChromium();
    lucia = await app.signedIn('lucia');
    irene = await app.signedIn('irene');
    addresses = await fillIn();
  });
  after(async () => {
    await chromium.close();
    await app.stop();
  });

  const fine = async (answer: Promise<Page>): Promise<string> => {
    const { status, location } = await answer;
    expect(status).to.equal(303);
    return location;
  };

  /** Two tables of indicators, a tag, a second version, regional roundtables, meetings, and snapshots. */
  const fillIn = async (): Promise<typeof addresses> => {
    const long =
      'Un indicador de prueba con un texto tan largo como los que se escriben en un plan. ';
    const rows = Array.from(
      { length: 23 },
      (_, at) => `P-${String(at + 1)};${long.repeat(3)};Protección`,
    );
    const tabla = ['código;indicador;pilar', ...rows].join('\n');
    const version = '2021';
    await fine(lucia.post(`${PNA}/tabla`, { ...SAYS, version, tabla }));
    await fine(lucia.post(`${PNA}/tabla`, { ...SAYS, version, tabla }));
    const curso = 'prev-vcm/tipos-de-violencia';
    await fine(lucia.post(`${PNA}/etiquetas`, { version, elemento: '2', curso }));
    await fine(
      lucia.post(`${PNA}/versiones`, {
        ...{ nombre: '2026', adoptado: '2026-11-01', estatus: 'draft', fuente: 'De prueba' },
        elementos: '1; Prevención',
      }),
    );
    const mesas = ['mesa,entidad', ...[1, 2, 3].map((at) => `Región ${String(at)},Oaxaca`)].join(
      '\n',
    );
    await fine(lucia.post(`${TABLES}/tabla`, { ...SAYS, tabla: mesas }));
    for (const dia of ['2026-11-12', '2026-11-13'])
      await fine(irene.post(`${TABLES}/mesa-20/sesiones`, { dia, asistieron: 'si', cuantas: '2' }));
    const cut = (who: Browser, periodo: string, estado = '') =>
      fine(who.post(CUTS, { marco: 'pna-1325', estado, periodo }));
    const cuts: Record<string, [string, string]> = {
      lucia: [await cut(lucia, '2026-T1', '11'), await cut(lucia, '2026-T2', '11')],
      irene: [await cut(irene, '2026-T1'), await cut(irene, '2026-T2')],
    };
    const pair = (name: string): string[] => {
      const [one, other] = cuts[name] ?? ['', ''];
      const id = (href: string): string => href.slice(CUTS.length + 1);
      return [CUTS, one, `${CUTS}/comparar?antes=${id(one)}&despues=${id(other)}`];
    };
    return {
      lucia: [
        '/administrar/marcos',
        PNA,
        `${PNA}?version=2026`,
        '/administrar/marcos/proigualdad',
        `${PNA}/indicadores?version=2021`,
        `${PNA}/versiones`,
        `${PNA}/etiquetas?version=2021`,
        TABLES,
        `${TABLES}?estado=20&periodo=2026-11`,
        `${TABLES}/tabla`,
        ...pair('lucia'),
        '/administrar/fichas',
        '/administrar/fichas/11',
      ],
      irene: [PNA, TABLES, `${TABLES}/mesa-20`, ...pair('irene'), '/administrar/fichas/20'],
    };
  };

  for (const name of ['lucia', 'irene'] as const) {
    it(`are sound for ${name}: valid HTML, rules of accessibility, every look, both languages, and light`, async () => {
      const who = name === 'lucia' ? lucia : irene;
      const problems: string[] = [];
      for (const language of ['es-MX', 'en']) {
        who.cookies.set('lang', language);
        const context = await chromium.newContext(LOOKED_AT);
        await context.addCookies(
          [...who.cookies].map(([cookie, value]) => ({ name: cookie, value, url: app.url })),
        );
        const tab = await context.newPage();
        for (const address of addresses[name]) {
          const page = await who.get(address);
          expect(page.status, address).to.equal(200);
          const found = await htmlProblems(page.body);
          if (Buffer.byteLength(page.body) > BUDGET)
            found.push(`weighs ${String(Buffer.byteLength(page.body))} bytes`);
          await tab.goto(app.url + address);
          found.push(...(await lookProblems(tab, { rules: language === 'es-MX' })));
          problems.push(...found.map((text) => `${language} ${address} ${text}`));
        }
        await context.close();
      }
      expect(problems.join('\n')).to.equal('');
    });
  }
});
