import { expect } from 'chai';
import { chance } from '../../src/demo/random.ts';
import { client } from './client.ts';
import { compare } from './compare.ts';
import { acknowledgements, newHistory, until } from './history.ts';
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
    const history = newHistory();
    let isOver = false;
    await Promise.all([one.start(), other.start()]);
    const clients = people.map((name, at) =>
      client({
        name,
        server: at % 2 === 0 ? one : other,
        history,
        luck: chance(SEED + at),
        courses,
        isOver: () => isOver,
      }),
    );
    await Promise.all(clients.map((somebody) => somebody.signIn()));
    const studying = Promise.all(clients.map((somebody) => somebody.study()));
    const somebodyFailed = studying.then(
      () => undefined,
      () => undefined,
    );
    const reached = (count: number): Promise<unknown> =>
      Promise.race([
        until(() => acknowledgements(history) >= count, 'no acknowledgement comes any more'),
        somebodyFailed,
      ]);
    await reached(100);
    const ending = await one.kill('SIGTERM');
    await reached(acknowledgements(history) + 50);
    await one.start();
    await reached(acknowledgements(history) + 100);
    isOver = true;
    await somebodyFailed;

    expect(history.anomalies).to.deep.equal([]);
    expect(ending).to.deep.equal({ code: 0, signal: null });
    expect(history.unavailable, 'told to wait').to.equal(0);
    expect(await compare(history, test)).to.deep.equal({ lost: [], doubled: [], broken: [] });
    expect((await one.kill('SIGTERM')).code).to.equal(0);
    expect((await other.kill('SIGTERM')).code).to.equal(0);
    await test.drop();
  });
});
