import { randomUUID } from 'node:crypto';
import { seeded } from '../../src/lib/seeded.ts';
import type { Page } from '../support/browser.ts';
import { LESSON } from './pages.ts';
import { enter, enterForNames, learners, type Visitor } from './people.ts';
import { questionsOf } from './quizzes.ts';
import { instructor, taughtIn } from './results.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

const TRAINEES = 50;
const INSTRUCTORS = 5;
/** What somebody takes between two pages, in milliseconds, on average. */
const PAUSE = 1000;
/** One request in so many is cut off before it is answered, as where there is little signal. */
const CUT = 40;
const LOOK = 2000;
const COURSE = '/cursos/res-con';
const QUIZ = `${COURSE}/evaluaciones/evaluacion-final`;
const BOOK = '/ensenar/cursos/res-con/calificaciones';

interface Sample {
  at: number;
  memory: number;
  descriptors: number;
  wal: number;
}

/** What came of it: how long each answer took, and which were failures of the server. */
interface Seen {
  took: { at: number; ms: number }[];
  failures: string[];
  cut: number;
  journeys: number;
}

/**
 * A day in short: fifty people learn (sign in, read, answer question by question, hand in, see the result, sign out), five
 * teach, one administers, and lines break; what the server holds is looked at every two seconds. The first quarter warms up.
 */
export async function measureSoak(world: World, minutes: number): Promise<Row[]> {
  const seen: Seen = { took: [], failures: [], cut: 0, journeys: 0 };
  const begun = performance.now();
  const end = begun + minutes * 60_000;
  const isOver = (): boolean => performance.now() >= end;
  const random = seeded(1325);
  const pause = (): Promise<void> =>
    new Promise((rested) => setTimeout(rested, 2 * PAUSE * random()));

  const asked = async (ask: () => Promise<Page>): Promise<Page> => {
    await pause();
    const from = performance.now();
    const page = await ask();
    seen.took.push({ at: from - begun, ms: performance.now() - from });
    if (page.status >= 500) seen.failures.push(`${String(page.status)} ${page.text.slice(0, 80)}`);
    return page;
  };
  const get = (visitor: Visitor, path: string): Promise<Page> =>
    asked(() => visitor.browser.get(path));
  const post = (visitor: Visitor, path: string, fields = {}): Promise<Page> =>
    asked(() => visitor.browser.post(path, fields, { accept: 'application/json' }));

  /** Whoever asks is gone before the answer comes. */
  async function cutOff({ headers }: Visitor, path: string, body?: URLSearchParams): Promise<void> {
    const signal = AbortSignal.timeout(Math.ceil(10 * random()));
    const method = body === undefined ? 'GET' : 'POST';
    const sent = { method, headers: { ...headers, 'sec-fetch-site': 'same-origin' }, signal };
    await fetch(world.product.url + path, body === undefined ? sent : { ...sent, body })
      .then((answer) => answer.arrayBuffer())
      .catch(() => {
        seen.cut += 1;
      });
  }

  async function learn(): Promise<void> {
    const [person] = await learners(world, 1);
    if (person === undefined) throw new Error('Nobody learns');
    const visitor = await enter(world, person.id, person.username);
    for (const path of ['/mi-aprendizaje', COURSE, LESSON, QUIZ]) {
      if (random() < 1 / CUT) await cutOff(visitor, path);
      await get(visitor, path);
    }
    const { location } = await asked(() => visitor.browser.post(`${QUIZ}/intentos`));
    const attempt = location.replace('/intentos/', '');
    for (const { name, value } of await questionsOf(visitor, attempt)) {
      const answer = { clave: randomUUID(), [name]: value };
      const path = `/intentos/${attempt}/respuestas`;
      // Sent again under the same key, as the page does.
      if (random() < 1 / CUT) await cutOff(visitor, path, new URLSearchParams(answer));
      await post(visitor, path, answer);
    }
    await asked(() =>
      visitor.browser.post(`/intentos/${attempt}/entrega`, { clave: randomUUID() }),
    );
    const result = await get(visitor, `/intentos/${attempt}/resultado`);
    if (result.status !== 200) seen.failures.push(`No result: ${String(result.status)}`);
    await asked(() => visitor.browser.post('/salir'));
    seen.journeys += 1;
  }

  const inTurn = async (visitor: Visitor, paths: readonly string[]): Promise<void> => {
    for (let turn = 0; !isOver(); turn += 1) {
      const page = await get(visitor, paths[turn % paths.length] ?? '');
      if (page.status !== 200) seen.failures.push(`${String(page.status)} for ${visitor.id}`);
    }
  };
  const learning = async (): Promise<void> => {
    while (!isOver()) await learn();
  };

  const taught = await taughtIn(world);
  const teaching: Visitor[] = [];
  for (let number = 0; number < INSTRUCTORS; number += 1)
    teaching.push(await instructor(world, taught, 'all'));
  const lucia = await enterForNames(world, 'lucia', 'lucia');
  const samples: Sample[] = [];
  const looking = setInterval(() => {
    samples.push({
      at: performance.now() - begun,
      memory: world.product.memory().now,
      descriptors: world.product.descriptors(),
      wal: world.walBytes(),
    });
  }, LOOK);
  try {
    await Promise.all([
      ...Array.from({ length: TRAINEES }, learning),
      ...teaching.map((visitor) =>
        inTurn(visitor, [
          '/ensenar/por-calificar',
          BOOK,
          `${BOOK}?pagina=2`,
          '/ensenar/calificaciones',
        ]),
      ),
      inTurn(lucia, [
        '/administrar',
        ...['curso', 'estado', 'sexo', 'periodo'].map((by) => `/administrar/avance?por=${by}`),
        '/administrar/avance/personas',
      ]),
    ]);
  } finally {
    clearInterval(looking);
  }
  const failures = [...seen.failures, ...(await world.broken())];
  if (failures.length > 0) process.stderr.write(`${failures.slice(0, 20).join('\n')}\n`);
  return told(seen, samples, { failures: failures.length, minutes });
}

function told(
  { took, cut, journeys }: Seen,
  samples: readonly Sample[],
  { failures, minutes }: { failures: number; minutes: number },
): Row[] {
  const quarter = minutes * 15_000;
  const within = (from: number) => (one: { at: number }) =>
    one.at >= from * quarter && one.at < (from + 1) * quarter;
  const grown = (what: 'memory' | 'descriptors'): number => {
    const [second, last] = [1, 3].map((from) =>
      percentile(
        samples.filter(within(from)).map((sample) => sample[what]),
        0.5,
      ),
    );
    return (last ?? Number.NaN) - (second ?? Number.NaN);
  };
  const p99 = (from: number): number =>
    percentile(
      took.filter(within(from)).map(({ ms }) => ms),
      0.99,
    );
  return [
    row('soak.minutes', minutes, 'minutes of 56 people at once'),
    row('soak.answers', took.length, 'answers'),
    row('soak.journeys', journeys, 'from signing in to a result'),
    row('soak.cut', cut, 'requests whose line broke'),
    row('soak.failures', failures, 'answers 5xx, pages that did not come, broken rules', '<= 0'),
    row('soak.memory', Math.max(...samples.map(({ memory }) => memory)) / 1e6, 'MB at most'),
    row('soak.memory-growth', grown('memory') / 1e6, 'MB more at the end', '< 8'),
    row('soak.descriptors-growth', grown('descriptors'), 'files and connections more', '< 10'),
    row('soak.wal', Math.max(...samples.map(({ wal }) => wal)) / 1e6, 'MB at most', '< 64'),
    row('soak.p99', p99(3), 'ms, in the last quarter'),
    row('soak.p99-growth', p99(3) / p99(1), 'times the second quarter', '<= 1.2'),
  ];
}
