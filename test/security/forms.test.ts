import { expect } from 'chai';
import { startApp, type TestApp } from '../support/app.ts';
import type { Browser, Page } from '../support/browser.ts';
import { crawl, kindOf, STARTS } from '../support/crawl.ts';
import { blank, formsOf, type FoundForm } from '../support/forms.ts';
import { liveIn } from '../support/world.ts';
import { expectSound } from '../support/proof.ts';
import { EVALUATED, HOSTILE, SHAPES } from './hostile.ts';
import { hostileFaults, runningFaults } from './oracles.ts';

const VISITORS = ['rosa', 'ximena', 'lucia', 'ada'] as const;
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

describe('every form', function () {
  this.timeout(240_000);
  let app: TestApp;
  const forms = new Map<string, { browser: Browser; form: FoundForm }>();
  const searches = new Map<string, { browser: Browser; address: string }>();

  before(async () => {
    app = await startApp({ env: { OPEN_REGISTRATION: '1' } });
    await liveIn(app);
    const browsers = [app.browser()];
    for (const name of VISITORS) browsers.push(await app.signedIn(name));
    for (const browser of browsers) {
      for (const { address, page } of (await crawl(browser, STARTS)).values()) {
        for (const form of formsOf(address, page)) {
          const kind = `${kindOf(form.action)} ${form.names}`;
          if (!forms.has(kind)) forms.set(kind, { browser, form });
        }
        for (const node of page.document.querySelectorAll('form:not([method="post"])')) {
          const action = (node.getAttribute('action') ?? address).split(/[?#]/)[0] ?? '';
          for (const field of node.querySelectorAll('[name]')) {
            const search = `${action}?${field.getAttribute('name') ?? ''}=`;
            if (!searches.has(search)) searches.set(search, { browser, address: search });
          }
        }
      }
    }
  });
  after(() => app.stop());

  const faultsOf = (page: Page): string[] => {
    const faults = [...hostileFaults(page), ...runningFaults(page)];
    if (EVALUATED.test(page.body)) faults.push('a template was made from what was typed');
    return faults;
  };
  /** A body with one field after another as it says, the rest as the page offers them. */
  const send = ({ browser, form }: { browser: Browser; form: FoundForm }, parts: string[]) => {
    const rest = new URLSearchParams(
      Object.entries(blank(form)).filter(([, value]) => value !== ''),
    ).toString();
    return browser.send('POST', form.action, [rest, ...parts].join('&'), {
      ...FORM,
      'sec-fetch-site': 'same-origin',
    });
  };
  const typed = ({ fields }: FoundForm): string[] => [
    ...new Set(
      fields.filter(({ type }) => type !== 'hidden').map(({ name }) => encodeURIComponent(name)),
    ),
  ];

  it('is met by the crawl', () => {
    expect(forms.size).to.be.greaterThan(20);
    expect(searches.size).to.be.greaterThan(10);
  });

  for (const [what, value] of Object.entries(HOSTILE)) {
    it(`answers ${what} in every field with words, never with a failure`, async () => {
      const faults: string[] = [];
      for (const [kind, found] of forms) {
        const page = await send(
          found,
          typed(found.form).map((name) => `${name}=${value}`),
        );
        faults.push(...faultsOf(page).map((fault) => `${kind}: ${fault}`));
      }
      for (const { browser, address } of searches.values()) {
        const page = await browser.get(address + value.slice(0, 4000));
        faults.push(...faultsOf(page).map((fault) => `${address}: ${fault}`));
      }
      expect(faults).to.deep.equal([]);
    });
  }

  for (const [what, body] of Object.entries(SHAPES)) {
    it(`takes nothing but text for text: ${what}`, async () => {
      const faults: string[] = [];
      for (const [kind, found] of forms) {
        const page = await send(found, typed(found.form).map(body));
        faults.push(...faultsOf(page).map((fault) => `${kind}: ${fault}`));
      }
      for (const { browser, address } of searches.values()) {
        const [path = '', name = ''] = address.split('?');
        const page = await browser.get(`${path}?${body(name.slice(0, -1))}`);
        faults.push(...faultsOf(page).map((fault) => `${address}: ${fault}`));
      }
      expect(faults).to.deep.equal([]);
      expect(({} as Record<string, unknown>)['1']).to.equal(undefined);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  }

  const BODIES: Record<string, [string, string]> = {
    JSON: ['application/json', '{"__proto__":{"role":"platform_admin"},"username":{"$ne":1}}'],
    'broken JSON': ['application/json', '{'],
    XML: ['application/xml', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    'parts without a border': ['multipart/form-data', '--x\r\n'],
    'an unknown charset': ['application/x-www-form-urlencoded; charset=utf-7', 'username=a'],
    'a thousand and one fields': ['application/x-www-form-urlencoded', 'a=1&'.repeat(1001)],
    'a megabyte': ['application/x-www-form-urlencoded', `username=${'a'.repeat(1_000_000)}`],
    'a compression that it is not': ['application/x-www-form-urlencoded', 'username=a'],
  };
  for (const [what, [type, body]] of Object.entries(BODIES)) {
    it(`refuses a body that is none of its own: ${what}`, async () => {
      const faults: string[] = [];
      for (const [kind, { browser, form }] of forms) {
        const page = await browser.send('POST', form.action, body, {
          'content-type': type,
          'sec-fetch-site': 'same-origin',
          ...(what.startsWith('a compression') ? { 'content-encoding': 'gzip' } : {}),
        });
        faults.push(...faultsOf(page).map((fault) => `${kind}: ${fault}`));
        if (page.status >= 200 && page.status < 300) faults.push(`${kind}: ${String(page.status)}`);
      }
      expect(faults).to.deep.equal([]);
    });
  }

  it('is refused when another site made the browser send it', async () => {
    const faults: string[] = [];
    const FROM_ELSEWHERE: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: app.url },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ];
    for (const [kind, { browser, form }] of forms) {
      for (const headers of FROM_ELSEWHERE) {
        const page = await browser.send('POST', form.action, 'a=b', { ...FORM, ...headers });
        if (page.status !== 403)
          faults.push(`${kind} ${JSON.stringify(headers)}: ${String(page.status)}`);
      }
    }
    expect(faults).to.deep.equal([]);
  });

  it('leaves the data with all their rules', async () => {
    await expectSound(app);
  });
});
