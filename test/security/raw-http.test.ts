import { request } from 'node:http';
import { connect } from 'node:net';
import { expect } from 'chai';
import { pino } from 'pino';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../src/app.ts';
import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { startApp, type TestApp } from '../support/app.ts';

describe('what no browser sends', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  /** Sends these bytes and answers all that comes back until the connection ends. */
  const speak = (lines: string): Promise<string> =>
    new Promise((done, failed) => {
      const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
      let answer = '';
      socket.setTimeout(5000, () => socket.destroy(new Error(`Still open after: ${answer}`)));
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', failed);
      socket.on('close', () => {
        done(answer);
      });
      socket.write(lines);
    });
  const lines = (...text: string[]): string => text.join('\r\n');
  const statuses = (answer: string): string[] =>
    [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => status ?? '');

  const AMBIGUOUS: Record<string, string> = {
    'a length and chunks': lines(
      'POST /entrar HTTP/1.1',
      'Host: x',
      'Content-Length: 6',
      'Transfer-Encoding: chunked',
      '',
      '0',
      '',
      'GET /salud HTTP/1.1',
      'Host: x',
      '',
      '',
    ),
    'two lengths': lines(
      'POST /entrar HTTP/1.1',
      'Host: x',
      'Content-Length: 0',
      'Content-Length: 35',
      '',
      'GET /salud HTTP/1.1',
      'Host: x',
      '',
      '',
    ),
    'a length that is none': lines(
      'POST /entrar HTTP/1.1',
      'Host: x',
      'Content-Length: +5',
      '',
      'a=bcd',
    ),
    'chunks that are none': lines(
      'POST /entrar HTTP/1.1',
      'Host: x',
      'Transfer-Encoding: chunked',
      '',
      'zz',
      '',
      '',
    ),
    'another coding after chunks': lines(
      'POST /entrar HTTP/1.1',
      'Host: x',
      'Transfer-Encoding: chunked, identity',
      '',
      '0',
      '',
      '',
    ),
    'a header that begins with a space': lines(
      'GET /salud HTTP/1.1',
      ' Host: x',
      'Transfer-Encoding: chunked',
      '',
      '',
    ),
    'no host': lines('GET /salud HTTP/1.1', 'Connection: close', '', ''),
  };

  for (const [what, text] of Object.entries(AMBIGUOUS)) {
    it(`is refused, and nothing behind it is answered: ${what}`, async () => {
      const answer = await speak(text);
      expect(statuses(answer)).to.have.length(1);
      expect(statuses(answer)[0]).to.match(/^4\d\d$/);
    });
  }

  it('tells nobody what was sent: TRACE, CONNECT and unknown methods have no answer of their own', async () => {
    for (const method of ['TRACE', 'PUT', 'PATCH', 'LOCK', 'SEARCH']) {
      const answer = await speak(
        lines(
          `${method} /entrar HTTP/1.1`,
          'Host: x',
          'Cookie: sid=secreta',
          'Connection: close',
          '',
          '',
        ),
      );
      expect(statuses(answer)[0], method).to.match(/^4\d\d$/);
      expect(answer).not.to.include('secreta');
    }
  });

  it('names no other place than its own, whatever Host and X-Forwarded-Host say', async () => {
    const evil = 'evil.example';
    const headers = {
      host: evil,
      'x-forwarded-host': evil,
      forwarded: `host=${evil}`,
      'x-original-url': '/administrar',
      'x-rewrite-url': '/administrar',
    };
    for (const path of ['/', '/entrar', '/cuenta', '/recuperar', '/v', '/nada']) {
      const answer = await new Promise<string>((done, failed) => {
        const sent = request(`${app.url}${path}`, { headers }, (response) => {
          let text = JSON.stringify(response.headers);
          response.on('data', (chunk: Buffer) => (text += chunk.toString()));
          response.on('end', () => {
            done(text);
          });
        });
        sent.on('error', failed);
        sent.end();
      });
      expect(answer, path).not.to.include(evil);
    }
  });

  it('finds no repository, no hidden file, no source and no copy', async () => {
    const paths = [
      '/.git/HEAD',
      '/.env',
      '/.npmrc',
      '/.DS_Store',
      '/package.json',
      '/package-lock.json',
      '/node_modules/express/package.json',
      '/data/secrets.json',
      '/data/aula.sqlite',
      '/aula.sqlite-wal',
      '/backups/',
      '/src/app.ts',
      '/dist/src/server.js',
      '/server-status',
      '/metrics',
      '/metricas',
      '/debug',
      '/assets/',
      '/assets/.git/HEAD',
      '/assets/..%2f..%2fpackage.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/assets/..%5c..%5cpackage.json',
      '/assets/%252e%252e/package.json',
      '/assets/app.js.map',
      '/assets/app.css.map',
      '/medios/',
      '/medios/%2fetc%2fpasswd',
    ];
    const found: string[] = [];
    for (const path of paths) {
      const { status } = await fetch(`${app.url}${path}`, { redirect: 'manual' });
      if (status < 400 || status >= 500) found.push(`${path}: ${String(status)}`);
    }
    expect(found).to.deep.equal([]);
  });

  it('cannot forge its address where no proxy is trusted: guessing is slowed down all the same', async () => {
    const statusOf = async (at: number): Promise<number> =>
      (
        await app.browser().post(
          '/entrar',
          { username: 'tomas', password: `adivino ${String(at)}` },
          {
            'x-forwarded-for': `203.0.113.${String(at)}`,
            'x-real-ip': `203.0.113.${String(at)}`,
            forwarded: `for=203.0.113.${String(at)}`,
          },
        )
      ).status;
    const answers: number[] = [];
    for (let at = 1; at <= 30; at += 1) answers.push(await statusOf(at));
    expect(answers.at(0)).to.equal(422);
    expect(answers.at(-1)).to.equal(429);
  });

  it('writes one line of the log, however many it pretends to be', async () => {
    const written: string[] = [];
    const log = pino({ level: 'trace' }, { write: (line: string) => void written.push(line) });
    const logged = createApp({
      services: app.services,
      log,
      demo: false,
      cacheViews: true,
      trustProxy: undefined,
    });
    const server = logged.listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const port = String((server.address() as AddressInfo).port);
    const forged = 'x\r\n{"level":60,"msg":"forged"}\u001b[31m\u2028';
    const paths = ['/entrar', `/${encodeURIComponent(forged)}`, `/v/${encodeURIComponent(forged)}`];
    for (const path of paths) {
      await fetch(`http://127.0.0.1:${port}${path}`, {
        method: 'POST',
        body: new URLSearchParams({ username: forged, password: CAST_PASSWORD }),
        headers: { 'user-agent': 'a\u00ff{"level":60}', 'x-forwarded-for': '{"level":60}' },
      });
    }
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    expect(written).to.have.length.of.at.least(paths.length);
    for (const line of written) {
      expect(line.trimEnd()).not.to.match(/\p{Cc}/u);
      expect((JSON.parse(line) as { level: number }).level).to.be.below(60);
    }
    expect(written.join('')).not.to.include(CAST_PASSWORD);
  });
});

describe('redirects', () => {
  let app: TestApp;
  before(async () => {
    app = await startApp();
  });
  after(() => app.stop());

  const ELSEWHERE = [
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https:evil.example',
    'https://evil.example',
    '/%09/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' //evil.example',
    '///evil.example',
    '/../..//evil.example',
    '/.//evil.example',
    'javascript:alert(1)',
    '/%5cevil.example',
    '/\u2028/evil.example',
    '/\u0000/evil.example',
    'http:/evil.example',
    '@evil.example',
    '.evil.example',
  ];
  it('after signing in stay on this site, as a browser reads them', async () => {
    const away: string[] = [];
    for (const sigue of ELSEWHERE) {
      const { location } = await app
        .browser()
        .post('/entrar', { username: 'rosa', password: CAST_PASSWORD, sigue });
      const signedIn = await app.signedIn('rosa');
      const asked = await signedIn.get(`/entrar?sigue=${encodeURIComponent(sigue)}`);
      for (const place of [location, asked.location]) {
        if (place === '' || new URL(place, app.url).origin !== app.url)
          away.push(`${sigue}: ${place}`);
      }
    }
    expect(away).to.deep.equal([]);
  });
});
