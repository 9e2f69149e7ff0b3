import { CAST_PASSWORD } from '../../src/demo/cast.ts';
import { Browser } from '../support/browser.ts';
import { newCluster, type Cluster } from './cluster.ts';
import { compare } from './compare.ts';
import { crowd } from './crowd.ts';
import { acknowledgements, quietly } from './history.ts';
import { newPlace } from './place.ts';
import { crashServer } from './server.ts';

type Say = (line: string) => void;
interface Count {
  passed: number;
  failed: number;
}

const PEOPLE = 16;
const COURSES = 60;
const MORE = 150;
const SEED = 1325;
const TYPED = 'Lo que escribí mientras no había base';
const ENDS: readonly { way: string; end: (cluster: Cluster) => void }[] = [
  {
    way: 'stop -m fast',
    end: (cluster) => {
      cluster.stop('fast');
    },
  },
  {
    way: 'stop -m immediate',
    end: (cluster) => {
      cluster.stop('immediate');
    },
  },
  {
    way: 'kill -9',
    end: (cluster) => {
      cluster.kill();
    },
  },
];

/** What is wrong with how somebody who writes while the database is away is answered. */
async function* whileAway(somebody: Browser): AsyncIterable<string> {
  // After a kill its other processes take a moment to notice.
  for (let tries = 1; (await somebody.get('/salud')).status !== 503; tries += 1) {
    if (tries === 100) {
      yield '/salud never says 503';
      return;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  const page = await somebody.post('/cuenta/nombre', { nombre: TYPED });
  if (page.status !== 503) yield `a form is answered with ${String(page.status)}`;
  if (!page.headers.has('retry-after')) yield 'a form is not told when to try again';
  if (!page.text.includes(TYPED)) yield 'what was typed is not given back';
}

/**
 * PostgreSQL itself is stopped and killed while people answer quizzes, and started again: whoever writes meanwhile is told to
 * wait, the server gets on without a restart, and nothing acknowledged is lost.
 */
export async function stoppedDatabase(say: Say): Promise<Count> {
  const cluster = await newCluster();
  if (typeof cluster === 'string') {
    say(`PostgreSQL stopped and killed: skipped, ${cluster}.`);
    return { passed: 0, failed: 0 };
  }
  try {
    return await endEachWay(cluster, say);
  } finally {
    cluster.remove();
  }
}

async function endEachWay(cluster: Cluster, say: Say): Promise<Count> {
  const count = { passed: 0, failed: 0 };
  const size = { people: PEOPLE + 1, courses: COURSES };
  const { people, courses, test, env } = await newPlace(size, { on: cluster.url });
  // Without the proxy in between, which would hide how a server that is not there refuses.
  const server = await crashServer({ ...env, DATABASE_URL: test.databaseUrl ?? '' });
  await server.start();
  const { pid } = server;
  const [name = '', ...students] = people;
  const onlooker = new Browser(server.url);
  await onlooker.post('/entrar', { username: name, password: CAST_PASSWORD });
  const studying = await crowd({ people: students, courses, seed: SEED, serverOf: () => server });
  const { history } = studying;

  for (const { way, end } of ENDS) {
    await studying.reached(MORE);
    const { unavailable, broken } = history;
    end(cluster);
    const problems: string[] = [];
    for await (const problem of whileAway(onlooker)) problems.push(problem);
    await cluster.start();
    const begun = performance.now();
    await studying.reached(MORE);
    const healed = Math.round(performance.now() - begun);
    if (history.unavailable === unavailable) problems.push('nobody was told to wait');
    if (history.broken !== broken) problems.push('somebody got no answer');
    if (server.pid !== pid) problems.push('the server was restarted');
    const { lost, doubled, broken: rules } = await quietly(history, () => compare(history, test));
    problems.push(...history.anomalies.splice(0), ...lost, ...doubled, ...rules);
    count[problems.length === 0 ? 'passed' : 'failed'] += 1;
    say(`${way.padEnd(20)}${String(MORE)} acknowledged ${String(healed)} ms after it was back`);
    if (problems.length > 0) say(`  ${problems.slice(0, 20).join('\n  ')}`);
  }
  await studying.end();
  say(`${'acknowledged'.padEnd(20)}${String(acknowledgements(history))}`);
  if (count.failed > 0) say(server.output().slice(-2000));
  await server.kill('SIGTERM');
  await test.drop();
  return count;
}
