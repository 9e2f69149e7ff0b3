import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { projectRoot } from '../../src/lib/project-root.ts';
import { Browser } from '../support/browser.ts';
import { compare } from './compare.ts';
import { crowd } from './crowd.ts';
import { newPlace, type Place } from './place.ts';
import { roundRobin, type RoundRobin } from './round-robin.ts';
import { crashServer, SECRETS, type CrashServer } from './server.ts';

const PEOPLE = 16;
const SEED = 1325;

describe('three processes over one database, behind a proxy that keeps nobody at one of them', function () {
  this.timeout(120_000);
  let place: Place;
  let servers: CrashServer[];
  let proxy: RoundRobin;

  before(async () => {
    place = await newPlace({ people: PEOPLE, courses: 60 }, { built: false });
    const env = { ...place.env, TRUST_PROXY: '1' };
    servers = [];
    for (let number = 0; number < 3; number += 1)
      servers.push(await crashServer(env, { built: false }));
    await Promise.all(servers.map((server) => server.start()));
    proxy = await roundRobin(servers.map(({ url }) => url));
  });
  after(async () => {
    await proxy.close();
    await Promise.all(servers.map((server) => server.kill('SIGTERM')));
    await place.test.drop();
  });

  it('one is killed under load and started again, then another: nothing is lost and nobody signed out', async () => {
    const studying = await crowd({
      people: place.people,
      courses: place.courses,
      seed: SEED,
      serverOf: () => ({ url: proxy.url, up: () => Promise.resolve() }),
    });
    const { history, reached } = studying;
    let inFlight = 0;
    await reached(100);
    for (const server of servers.slice(0, 2)) {
      inFlight += history.underWay;
      await server.kill('SIGKILL');
      await reached(60);
      await server.start();
      await reached(60);
    }
    await studying.end();

    expect(history.anomalies).to.deep.equal([]);
    const sentAgain = history.unavailable + history.broken;
    expect(sentAgain, 'no process itself fails or tells to wait').to.equal(proxy.cut);
    expect(proxy.cut, 'no more than were on their way').to.be.at.most(inFlight);
    expect(proxy.passedOn, 'found another process').to.be.greaterThan(0);
    expect([...proxy.served.values()].every((count) => count > 30)).to.equal(true);
    expect(await compare(history, place.test)).to.deep.equal({ lost: [], doubled: [], broken: [] });
  });

  it('count tries together', async () => {
    const guess = (): Promise<number> =>
      new Browser(proxy.url)
        .post('/entrar', { username: 'rosa', password: 'adivinanza' })
        .then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: 24 }, guess));
    expect(statuses.filter((status) => status !== 429)).to.have.length(10);
  });

  it('take a code that is good once, once', async () => {
    const invite = ['people', 'invite', '--network', 'mucpaz-15033-01'];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', join(projectRoot, 'src/cli.ts'), ...invite],
      { cwd: projectRoot, env: { ...process.env, ...SECRETS, ...place.env } },
    );
    const address = new URL(stdout.trim()).pathname;
    const join_ = (number: number): Promise<number> =>
      new Browser(proxy.url)
        .post(address, {
          nombre: `Persona Nueva ${String(number)}`,
          sexo: 'mujer',
          password: 'nopal tejado jueves',
          municipio: '15033',
          aviso: '1',
        })
        .then(({ status }) => status);
    const statuses = await Promise.all(Array.from({ length: 9 }, (_, number) => join_(number)));
    expect(
      statuses.filter((status) => status === 303),
      String(statuses),
    ).to.have.length(1);
    expect(statuses.filter((status) => status >= 500)).to.deep.equal([]);
  });
});
