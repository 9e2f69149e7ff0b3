import { lessonsBeside } from './beside.ts';
import { CONNECTIONS } from './load.ts';
import { readers, enter, type Visitor } from './people.ts';
import { percentile, row, type Row } from './rows.ts';
import type { World } from './world.ts';

/** Every grouping, and what is asked with it, for each reader: who may list, who may not, and who has one state. */
const GROUPINGS = [
  'curso',
  'institucion',
  'region',
  'estado',
  'municipio',
  'fondo',
  'red',
  'grupo',
  'sexo',
  'edad',
  'grado',
  'periodo',
];
const FILTERS = ['', '&sexo=mujer', '&periodo=2026', '&estado=20', '&lado=police', '&edad=25-34'];
const READERS = ['lucia', 'marco', 'irene'];
const TIMES = 4;
const ROUNDS = 3;
/** In seconds. */
const WARM_UP = 6;
const REST = 300;

/** The page of indicators, with its funnel, and the objectives of a course. */
const indicators = (course: string): string[] =>
  ['', '?estado=20', '?lado=police', `?curso=${course}`].map(
    (query) => `/administrar/indicadores${query}`,
  );

const resting = (): Promise<void> => new Promise((rested) => setTimeout(rested, REST));

const addresses = (): string[] =>
  GROUPINGS.flatMap((por) => FILTERS.map((more) => `/administrar/avance?por=${por}${more}`));

async function countOf(db: World['db'], table: string): Promise<number> {
  const [count] = await db(table).count<{ n: number | string }[]>({ n: '*' });
  return Number(count?.n);
}

/** Reports over all of it, and lesson pages while they are asked for again and again. */
export async function measureScale(world: World): Promise<Row[]> {
  const { product, db } = world;
  const rows: Row[] = [
    row('scale.enrolments', await countOf(db, 'enrolments'), 'enrolments'),
    row(
      'scale.counts',
      await countOf(db, 'enrolment_counts'),
      'rows that are counted in their place',
    ),
  ];
  const ask = async (reader: Visitor, path: string): Promise<number> => {
    const begun = performance.now();
    const response = await fetch(product.url + path, { headers: reader.headers });
    await response.text();
    if (response.status >= 500) throw new Error(`${path} answered ${String(response.status)}`);
    return performance.now() - begun;
  };
  const visitors = await readers(world);
  // As before other pages, what a lesson takes is compiled first.
  await lessonsBeside(world, visitors, resting, WARM_UP);
  rows.push(...(await measureCounting(world, visitors)));
  const staff = await Promise.all(READERS.map((id) => enter(world, id, id)));
  const [course] = await db('courses').orderBy('slug').select<{ slug: string }[]>('slug');
  for (const reader of staff) {
    const first: number[] = [];
    const later: number[] = [];
    for (const path of indicators(course?.slug ?? '')) {
      first.push(await ask(reader, path));
      for (let time = 0; time < TIMES; time += 1) later.push(await ask(reader, path));
    }
    rows.push(
      row(
        `scale.${reader.id}.indicators.first`,
        Math.max(...first),
        'ms, asked for the first time',
      ),
      row(`scale.${reader.id}.indicators.p95`, percentile(later, 0.95), 'ms', '< 2000'),
    );
  }
  for (const reader of staff) {
    const first: number[] = [];
    const later: number[] = [];
    for (const path of addresses()) {
      first.push(await ask(reader, path));
      for (let time = 0; time < TIMES; time += 1) later.push(await ask(reader, path));
    }
    rows.push(
      row(`scale.${reader.id}.first.p95`, percentile(first, 0.95), 'ms, asked for the first time'),
      row(`scale.${reader.id}.p50`, percentile(later, 0.5), 'ms'),
      row(`scale.${reader.id}.p95`, percentile(later, 0.95), 'ms', '< 300'),
    );
  }
  const paths = addresses();
  const [alone, beside]: [number[], number[]] = [[], []];
  let reports = 0;
  // In turns, so that a machine that others work on is seen to be one.
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push((await lessonsBeside(world, visitors, resting)).p99);
    const { p99, times } = await lessonsBeside(world, visitors, async (time) => {
      const reader = staff[(reports + time) % staff.length];
      if (reader !== undefined) await ask(reader, paths[(reports + time) % paths.length] ?? '');
    });
    beside.push(p99);
    reports += times;
  }
  const { now, peak } = product.memory();
  rows.push(
    row('scale.alone.lesson.p99', Math.min(...alone), `ms at ${String(CONNECTIONS)}, no reports`),
    row('scale.beside.lesson.p99', Math.min(...beside), `ms at ${String(CONNECTIONS)}`, '< 50'),
    row('scale.beside.reports', reports, 'reports meanwhile'),
    row('scale.memory', now / 1e6, 'MB after all this', '< 300'),
    row('scale.memory.peak', peak / 1e6, 'MB at most, helpers included'),
  );
  return rows;
}

/** What was learned is counted anew after an upgrade: lesson pages meanwhile, and how fast it goes. No rows where that was over. */
async function measureCounting(world: World, visitors: readonly Visitor[]): Promise<Row[]> {
  const waiting = (): Promise<number> => countOf(world.db, 'learning_changes');
  const [begun, most] = [performance.now(), await waiting()];
  if (most === 0) return [];
  const { p99 } = await lessonsBeside(world, visitors, resting);
  const isCounting = (await waiting()) > 0;
  while ((await waiting()) > 0) await new Promise((rested) => setTimeout(rested, 1000));
  const seconds = (performance.now() - begun) / 1000;
  return isCounting
    ? [
        row('scale.counting.lesson.p99', p99, `ms at ${String(CONNECTIONS)}`),
        row('scale.counting.rate', most / seconds, 'enrolments a second'),
      ]
    : [];
}
