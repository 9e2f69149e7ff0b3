import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { expect } from 'chai';
import { pino } from 'pino';
import { makeBackup } from '../../src/backup/backup.ts';
import { requestLog } from '../../src/http/request-log.ts';
import { BUCKETS, traffic } from '../../src/http/traffic.ts';
import { MINUTE } from '../../src/lib/clock.ts';
import { exposition } from '../../src/metrics/exposition.ts';
import { serveMetrics } from '../../src/metrics/serve.ts';
import { trafficFamilies } from '../../src/metrics/traffic-families.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { newFolder, DATA_KEY } from './places.ts';

const LINE = /^[a-z][a-z0-9_]*(\{[a-z_]+="[^"\n]*"(,[a-z_]+="[^"\n]*")*\})? -?[0-9.e+-]+(Inf)?$/;

describe('metrics', () => {
  let app: TestApp;
  let told: () => Promise<string>;
  let stop: () => void;
  const counted = traffic();

  before(async () => {
    app = await startApp();
    const server = await serveMetrics(0, { ...app, dataDir: app.dataDir, traffic: counted });
    const { port, address } = server.address() as AddressInfo;
    expect(address, 'reached from this machine alone').to.equal('127.0.0.1');
    told = async () => {
      const answer = await fetch(`http://127.0.0.1:${String(port)}/metrics`);
      expect(answer.headers.get('content-type')).to.equal(
        'text/plain; version=0.0.4; charset=utf-8',
      );
      expect((await fetch(`http://127.0.0.1:${String(port)}/otra`)).status).to.equal(404);
      return answer.text();
    };
    stop = () => server.close();
  });
  after(async () => {
    stop();
    await app.stop();
  });

  const valueOf = async (name: string): Promise<number | null> => {
    const found = (await told()).split('\n').find((line) => line.startsWith(`${name} `));
    return found === undefined ? null : Number(found.slice(name.length + 1));
  };

  it('are lines that Prometheus reads, each family explained once', async () => {
    counted.count('/cursos', 200, 3);
    const text = await told();
    const lines = text.trimEnd().split('\n');
    for (const line of lines.filter((one) => !one.startsWith('# '))) expect(line).to.match(LINE);
    const families = lines.filter((line) => line.startsWith('# TYPE ')).map((one) => one.slice(7));
    expect(new Set(families.map((one) => one.split(' ')[0])).size).to.equal(families.length);
    for (const name of [
      'aula_build_info',
      'aula_database_bytes',
      'aula_database_connections',
      'aula_database_waiting',
      'aula_disk_free_bytes',
      'http_request_duration_seconds',
      'nodejs_eventloop_lag_p99_seconds',
      'process_resident_memory_bytes',
    ])
      expect(text).to.include(`# TYPE ${name} `);
  });

  it('are not found on the port that people use', async () => {
    for (const path of ['/metrics', '/metricas'])
      expect((await app.browser().get(path)).status).to.equal(404);
  });

  it('count by kind of page, and no address or code becomes a name', () => {
    const seen = traffic();
    const paths = ['/cursos/un-curso', '/cursos/un-curso/lecciones/una', '/v/ABCD2345', '/../x'];
    for (const path of paths) seen.count(path, 200, 30);
    for (let number = 0; number < 50; number += 1)
      seen.count(`/secreto-${String(number)}/${'a'.repeat(number)}`, 404, 2);
    const text = exposition(trafficFamilies(seen));
    expect(text).to.include('http_requests_total{route_class="lesson",status="200"} 1\n');
    expect(text).to.include('http_requests_total{route_class="check",status="200"} 1\n');
    expect(text).to.include('http_requests_total{route_class="other",status="404"} 50\n');
    expect(text).to.not.match(/secreto|ABCD2345|un-curso/);
  });

  it('keep a histogram whose ends grow and whose last is the count', () => {
    const seen = traffic();
    for (const ms of [1, 5, 7, 99, 99_999]) seen.count('/salud', 200, ms);
    const text = exposition(trafficFamilies(seen));
    const counts = [...text.matchAll(/_bucket\{route_class="health",le="[^"]+"\} (\d+)/g)].map(
      ([, count]) => Number(count),
    );
    expect(counts).to.have.length(BUCKETS.length + 1);
    expect(counts.slice(0, 2)).to.deep.equal([2, 3]);
    expect(counts).to.deep.equal([...counts].sort((one, other) => one - other));
    expect(counts.at(-1)).to.equal(5);
    expect(text).to.include('_count{route_class="health"} 5\n');
  });

  it('are counted by the log of requests, also where nothing is logged', async () => {
    const seen = traffic();
    const handler = requestLog(pino({ level: 'silent' }), seen);
    const before = exposition(trafficFamilies(seen));
    const { default: express } = await import('express');
    const server = express().use(handler).listen(0, '127.0.0.1');
    await new Promise((ready) => server.once('listening', ready));
    const { port } = server.address() as AddressInfo;
    await fetch(`http://127.0.0.1:${String(port)}/entrar`);
    server.close();
    expect(before).to.equal('');
    expect(exposition(trafficFamilies(seen))).to.include(
      'http_requests_total{route_class="account",status="404"} 1\n',
    );
  });

  it('tell how many are signed in, what waits to be sent, and when the newest backup was made', async () => {
    expect(await valueOf('aula_sessions')).to.equal(0);
    expect(await valueOf('aula_backup_newest_timestamp_seconds')).to.equal(null);
    await app.signedIn('rosa');
    await app.signedIn('tomas');
    await app.database.db('mail_outbox').insert({
      id: 'espera',
      letter_sealed: 'x',
      attempts: 2,
      next_try_at: new Date(app.clock().getTime() - 5 * MINUTE).toISOString(),
      expires_at: new Date(app.clock().getTime() + 5 * MINUTE).toISOString(),
    });
    const needs = { dialect: app.dialect, dataDir: app.dataDir, clock: app.clock };
    await makeBackup({ ...needs, dataKey: DATA_KEY }, { to: newFolder(), key: null });
    expect(await valueOf('aula_sessions')).to.equal(2);
    expect(await valueOf('aula_mail_outbox_waiting')).to.equal(1);
    expect(await valueOf('aula_mail_outbox_overdue_seconds')).to.equal(300);
    expect(await valueOf('aula_mail_outbox_attempts')).to.equal(2);
    expect(await valueOf('aula_backup_newest_timestamp_seconds')).to.equal(
      app.clock().getTime() / 1000,
    );
    expect(await told()).to.not.match(/rosa|tomas/i);
  });
});

describe('metrics without a database', () => {
  it('say that it does not answer, and tell of the process still; /salud is 503', async () => {
    const app = await startApp();
    const broken = {
      ...app.database,
      reads: { all: () => new Promise<never>(() => undefined), close: () => undefined },
    };
    const server = await serveMetrics(0, {
      database: broken,
      dataDir: app.dataDir,
      clock: app.clock,
      traffic: traffic(),
    });
    const { port } = server.address() as AddressInfo;
    const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
    expect(text).to.include('\naula_database_up 0\n').and.to.include('process_cpu_seconds_total');
    expect(text).to.not.include('aula_sessions');
    server.close();

    const { healthRoutes } = await import('../../src/http/health.ts');
    const { default: express } = await import('express');
    const health = express()
      .use(healthRoutes({ reads: broken.reads, dataDir: app.dataDir }))
      .listen(0, '127.0.0.1');
    await new Promise((ready) => health.once('listening', ready));
    const at = `http://127.0.0.1:${String((health.address() as AddressInfo).port)}/salud`;
    const answer = await fetch(at);
    expect([answer.status, await answer.json()]).to.deep.equal([
      503,
      { database: false, folder: true },
    ]);
    health.close();
    await app.stop();
  });

  it('do not start on a port that somebody has', async () => {
    const app = await startApp();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((ready) => other.once('listening', ready));
    const { port } = other.address() as AddressInfo;
    const outcome = await serveMetrics(port, { ...app, traffic: traffic() }).then(
      () => 'serves',
      (error: unknown) => (error as NodeJS.ErrnoException).code,
    );
    expect(outcome).to.equal('EADDRINUSE');
    other.close();
    await app.stop();
  });
});
