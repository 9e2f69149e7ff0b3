import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { asset } from '../../src/http/assets.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { Browser } from '../support/browser.ts';

const sheetsIn = (body: string): string[] =>
  [...body.matchAll(/<style>([^]*?)<\/style>/g)].map(([, sheet = '']) => sheet);
const digestOf = (sheet: string): string =>
  `'sha256-${createHash('sha256').update(sheet).digest('base64')}'`;
const stylesOf = (headers: Headers): string =>
  /style-src ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1] ?? '';

describe('the first page of a visit', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  const arrive = (path: string, site: string): ReturnType<Browser['get']> =>
    new Browser(app.url).get(path, { 'sec-fetch-site': site });

  for (const site of ['none', 'cross-site', 'same-site']) {
    it(`carries its styles, which the policy names by their digest (${site})`, async () => {
      const page = await arrive('/entrar', site);
      const sheets = sheetsIn(page.body);
      const file = await (await fetch(app.url + asset('app.css'))).text();
      expect(sheets).to.deep.equal([file]);
      expect(stylesOf(page.headers)).to.equal(`'self' ${sheets.map(digestOf).join(' ')}`);
      const link = page.document.querySelector('link[rel=stylesheet]');
      expect(link?.getAttribute('href')).to.equal(asset('app.css'));
      expect(link?.getAttribute('media')).to.equal('print');
    });
  }

  it('carries every sheet of its page', async () => {
    const page = await arrive('/v', 'cross-site');
    const sheets = sheetsIn(page.body);
    expect(stylesOf(page.headers)).to.equal(`'self' ${sheets.map(digestOf).join(' ')}`);
    const links = [...page.document.querySelectorAll('link[rel=stylesheet]')];
    expect(sheets).to.have.length(2);
    expect(links).to.have.length(2);
    expect(links.every((link) => link.getAttribute('media') === 'print')).to.equal(true);
  });

  it('says the same plain and compressed', async () => {
    const plain = await arrive('/entrar', 'none');
    const zipped = await new Browser(app.url).get('/entrar', {
      'sec-fetch-site': 'none',
      'accept-encoding': 'gzip',
    });
    expect(zipped.headers.get('content-encoding')).to.equal('gzip');
    expect(zipped.body).to.equal(plain.body);
  });

  it('is the only one: the next asks for them by a name that the browser has', async () => {
    for (const page of [
      await arrive('/entrar', 'same-origin'),
      await new Browser(app.url).get('/'),
    ]) {
      expect(sheetsIn(page.body)).to.deep.equal([]);
      expect(stylesOf(page.headers)).to.equal("'self'");
      const link = page.document.querySelector('link[rel=stylesheet]');
      expect(link?.getAttribute('media')).to.equal(null);
    }
  });
});
