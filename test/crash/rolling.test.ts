import { expect } from 'chai';
import { compare } from './compare.ts';
import { crowd } from './crowd.ts';
import { newPlace } from './place.ts';
import { crashServer } from './server.ts';

const PEOPLE = 8;
const SEED = 1325;

describe('two processes over one database', function () {
  this.timeout(120_000);

  it('serve at once, one is stopped in order under load and started again, and nothing is lost', async () => {
    const {
      test,
      server: one,
      people,
      courses,
      env,
    } = await newPlace({ people: PEOPLE, courses: 240 }, { built: false });
    const other = await crashServer(env, { built: false });
    await Promise.all([one.start(), other.start()]);
    const studying = await crowd({
      people,
      courses,
      seed: SEED,
      serverOf: (at) => (at % 2 === 0 ? one : other),
    });
    const { history, reached } = studying;
    await reached(100);
    const ending = await one.kill('SIGTERM');
    await reached(50);
    await one.start();
    await reached(100);
    await studying.end();

    expect(history.anomalies).to.deep.equal([]);
    expect(ending).to.deep.equal({ code: 0, signal: null });
    expect(history.unavailable, 'told to wait').to.equal(0);
    expect(await compare(history, test)).to.deep.equal({ lost: [], doubled: [], broken: [] });
    expect((await one.kill('SIGTERM')).code).to.equal(0);
    expect((await other.kill('SIGTERM')).code).to.equal(0);
    await test.drop();
  });
});
