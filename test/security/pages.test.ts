import { expect } from 'chai';
import { addCohort } from '../../src/demo/factories.ts';
import type { CastName } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { crawl, STARTS } from '../support/crawl.ts';
import { addPeople } from '../support/people.ts';
import { liveIn } from '../support/world.ts';
import { routesOf } from '../architecture/routes-of.ts';
import { XSS } from './hostile.ts';
import { hostileFaults, runningFaults } from './oracles.ts';

const VISITORS: CastName[] = ['rosa', 'ximena', 'lucia', 'irene', 'ada'];
const NETWORK = 'mucpaz-15033-01';

/** What writes although nobody acts: sessions touched, looks written down, tries counted, figures worked out once and kept. */
const WRITTEN_BY_LOOKING =
  /^(sessions|audit_events|rate_limits|published_tables|sqlite_.*|knex_.*)$/;

describe('every page', function () {
  this.timeout(120_000);
  let app: TestApp;
  const browsers = new Map<CastName | 'nobody', Browser>();
  const pages: { who: CastName | 'nobody'; address: string; page: Page }[] = [];
  let untouched: string;
  let seen: string;

  const everything = async (): Promise<string> => {
    const { db } = app.database;
    const names = await tablesOf(app);
    const rows: string[] = [];
    for (const name of names.filter((table) => !WRITTEN_BY_LOOKING.test(table)))
      rows.push(
        `${name} ${JSON.stringify((await db(name)).map((row) => JSON.stringify(row)).sort())}`,
      );
    return rows.join('\n');
  };

  before(async () => {
    app = await startApp();
    await liveIn(app);
    await placeHostileText(app);
    browsers.set('nobody', app.browser());
    for (const name of VISITORS) browsers.set(name, await app.signedIn(name));
    untouched = await everything();
    for (const [who, browser] of browsers) {
      for (const { address, page } of (await crawl(browser, STARTS)).values())
        pages.push({ who, address, page });
      for (const address of LISTS) pages.push({ who, address, page: await browser.get(address) });
    }
    seen = await everything();
  });
  after(() => app.stop());

  const faultsOf = (of: (page: Page, who: string) => string[]): string[] =>
    pages.flatMap(({ who, address, page }) =>
      of(page, who).map((fault) => `${who} ${address}: ${fault}`),
    );
  const isHtml = (page: Page): boolean =>
    (page.headers.get('content-type') ?? '').startsWith('text/html');

  it('was met', () => {
    expect(pages.length).to.be.greaterThan(100);
    const shown = pages.filter(({ page }) => page.text.includes('alert(1)'));
    expect(shown.length, 'pages that show hostile text').to.be.greaterThan(10);
  });

  it('carries the header policy and tells nothing of the inside', () => {
    expect(faultsOf(hostileFaults)).to.deep.equal([]);
  });

  it('shows what others wrote as text: nothing of it runs, loads or changes the page', () => {
    expect(faultsOf((page) => (isHtml(page) ? runningFaults(page) : []))).to.deep.equal([]);
  });

  it('is kept by nobody', () => {
    const kept = faultsOf(({ headers }) =>
      headers.get('cache-control') === 'private, no-store' ? [] : ['may be kept'],
    );
    expect(kept).to.deep.equal([]);
  });

  it('changed nothing by being looked at', () => {
    expect(seen).to.equal(untouched);
  });

  it('offers to sign out, to whoever signed in', () => {
    const without = faultsOf((page, who) =>
      who === 'nobody' ||
      !isHtml(page) ||
      page.document.querySelector('form[action="/salir"]') !== null
        ? []
        : ['no way out'],
    );
    expect(without).to.deep.equal([]);
  });

  it('asks for passwords in fields that browsers know and that take what is pasted', () => {
    const fields = pages.flatMap(({ page }) => [
      ...page.document.querySelectorAll('input[name^="password"]'),
    ]);
    expect(fields).not.to.have.length(0);
    for (const field of fields) {
      expect(field.getAttribute('type')).to.equal('password');
      expect(field.getAttribute('autocomplete')).to.match(/^(current|new)-password$/);
      expect(field.hasAttribute('onpaste')).to.equal(false);
    }
  });
});

describe('every address', function () {
  this.timeout(240_000);
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  const PARTS = [
    '1.5',
    '-1',
    '2147483648',
    '%00',
    'a%00.pdf',
    '%ff',
    '%0d%0aSet-Cookie:a=b',
    '..%2f..%2f..%2fetc%2fpasswd',
    '%252e%252e%252f',
    '..%5c..%5cx',
    '__proto__',
    'constructor',
    "'%20or%201=1--",
    '%3Cscript%3Ealert(1)%3C%2Fscript%3E',
    'a'.repeat(5000),
  ];

  it('answers what names nothing with a missing page or a refusal', async () => {
    const faults: string[] = [];
    const routes = routesOf(app.served).filter(({ path }) => path.includes(':'));
    for (const browser of [app.browser(), await app.signedIn('ada'), await app.signedIn('lucia')]) {
      for (const { method, path } of routes) {
        for (const part of PARTS) {
          const address = path.replace(/:[a-z]+/g, part);
          const page = method === 'GET' ? await browser.get(address) : await browser.post(address);
          const found = hostileFaults(page);
          if (page.headers.getSetCookie().some((line) => line.startsWith('a=')))
            found.push('sets a cookie');
          faults.push(...found.map((fault) => `${method} ${address.slice(0, 80)}: ${fault}`));
        }
      }
    }
    expect(routes.length).to.be.greaterThan(30);
    expect(faults).to.deep.equal([]);
  });

  it('refuses to act for another site, wherever somebody may act', async () => {
    const ada = await app.signedIn('ada');
    const faults: string[] = [];
    for (const { method, path } of routesOf(app.served).filter((route) => route.method !== 'GET')) {
      for (const headers of [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site', origin: app.url },
        { origin: 'https://evil.example' },
      ]) {
        const { status } = await ada.send(
          method,
          path.replace(/:[a-z]+/g, 'x'),
          undefined,
          headers,
        );
        if (status !== 403) faults.push(`${method} ${path}: ${String(status)}`);
      }
    }
    expect(faults).to.deep.equal([]);
  });
});

/** Lists long enough that each hostile name stands on one of their pages. */
const LISTS = [
  ...[1, 2].flatMap((page) => [
    `/administrar/personas?pagina=${String(page)}`,
    `/administrar/grupos?pagina=${String(page)}`,
    `/administrar/redes?pagina=${String(page)}`,
    `/administrar/avance/personas?pagina=${String(page)}`,
  ]),
  '/administrar/instituciones',
  '/administrar/bitacora',
  '/administrar/avance',
  ...XSS.map((text) => `/cursos?q=${encodeURIComponent(text)}`),
];

const tablesOf = async ({ database: { db }, databaseUrl }: TestApp): Promise<string[]> => {
  const rows: { name: string }[] =
    databaseUrl === undefined
      ? await db('sqlite_master').where('type', 'table').select('name')
      : await db('pg_catalog.pg_tables')
          .where('schemaname', 'public')
          .select({ name: 'tablename' });
  return rows.map(({ name }) => name).sort();
};

/** Sixty people, networks and groups whose names are scripts, and people who wrote one as reason. */
async function placeHostileText(app: TestApp): Promise<void> {
  const { db } = app.database;
  const course = await db('courses').first<{ id: string }>('id');
  await addPeople(
    app,
    ...XSS.map((text, at) => ({
      id: `xss-${String(at)}`,
      displayName: text.slice(0, 100),
      cvegeo: '15033',
      networkId: NETWORK,
      institutionId: 'imm-15033',
    })),
  );
  const known = await db('networks').where('id', NETWORK).first<Record<string, unknown>>();
  for (const [at, text] of XSS.entries()) {
    await db('networks').insert({
      ...known,
      id: `red-${String(at)}`,
      code: `red-${String(at)}`,
      name: text,
    });
    await addCohort(db, {
      id: `c-xss-${String(at)}`,
      name: text,
      institutionId: 'imm-15033',
      side: 'community',
      instructorIds: ['ximena'],
      courseId: course.id,
      startsOn: '2026-11-01',
      createdAt: app.clock(),
    });
  }
  await db('institutions').where('id', 'semujeres').update({ name: XSS[0] });
  await db('institutions').where('id', 'sedena').update({ name: XSS[30] });
  await db('people').where('id', 'elena').update({ display_name: XSS[5] });
}
