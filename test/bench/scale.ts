import { lessonsBeside } from './beside.ts';
import { CONNECTIONS } from './load.ts';
import { readers, enter, type Visitor } from './people.ts';
import { percentile, row, type Row } from './rows.ts';
import { COUNTS_AT_ONCE, type World } from './world.ts';

/** Every grouping, and what is asked with it, for each reader: who may list, who may not, and who has one state. */
const GROUPINGS = ['curso', 'institucion', 'estado', 'municipio', 'red', 'sexo', 'periodo'];
const FILTERS = ['', '&sexo=mujer', '&periodo=2026', '&estado=20', '&lado=police'];
const READERS = ['lucia', 'marco', 'irene'];
const TIMES = 4;

const addresses = (): string[] =>
  GROUPINGS.flatMap((por) => FILTERS.map((more) => `/administrar/avance?por=${por}${more}`));

/**
 * A second course for everybody: as many enrolments again, each as far as the first one, so that there are two for every
 * person.
 */
export async function secondCourse({ db }: Pick<World, 'db'>): Promise<number> {
  const [course] = await db('courses as c')
    .leftJoin('enrolments as e', 'e.course_id', 'c.id')
    .whereNull('e.id')
    .whereNotNull('c.current_version_id')
    .orderBy('c.code')
    .limit(1)
    .select<{ id: string; version: string }[]>('c.id', 'c.current_version_id as version');
  if (course === undefined) throw new Error('There is no second course');
  const columns = Object.keys(await db('enrolments').columnInfo());
  const value = (column: string): string =>
    ({
      id: `id || '.2'`,
      course_id: '?',
      version_id: '?',
      cohort_id: 'null',
      // No attempt is copied, and what came before is found out anew.
      tried_on: 'null',
      again: 'null',
      certified_on: 'null',
      certified_until: 'null',
    })[column] ?? `"${column}"`;
  const first = columns.filter((column) => ['course_id', 'version_id'].includes(column));
  await db.raw(
    // Names of columns are the schema's own.
    // eslint-disable-next-line no-restricted-syntax
    `insert into enrolments (${columns.map((column) => `"${column}"`).join(', ')})
      select ${columns.map(value).join(', ')} from enrolments e
       where not exists (select 1 from enrolments o where o.person_id = e.person_id and o.id > e.id)`,
    first.map((column) => (column === 'course_id' ? course.id : course.version)),
  );
  return countOf(db, 'enrolments');
}

async function countOf(db: World['db'], table: string): Promise<number> {
  const [count] = await db(table).count<{ n: number | string }[]>({ n: '*' });
  return Number(count?.n);
}

/** Reports over all of it, and lesson pages while they are asked for again and again. */
export async function measureScale(world: World): Promise<Row[]> {
  const { product, db } = world;
  const enrolments = await secondCourse({ db });
  await world.services.foldCounts(COUNTS_AT_ONCE);
  // What SQLite knows of its tables stays as it is on a server, where nobody has it look.
  if (world.engine === 'postgres') await db.raw('vacuum analyze');
  const rows: Row[] = [
    row('scale.enrolments', enrolments, 'enrolments'),
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
  const staff = await Promise.all(READERS.map((id) => enter(world, id, id)));
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
  const { p99, times } = await lessonsBeside(world, await readers(world), async (time) => {
    const reader = staff[time % staff.length];
    if (reader !== undefined) await ask(reader, paths[time % paths.length] ?? '');
  });
  const { now, peak } = product.memory();
  rows.push(
    row('scale.beside.lesson.p99', p99, `ms at ${String(CONNECTIONS)}`, '< 50'),
    row('scale.beside.reports', times, 'reports meanwhile'),
    row('scale.memory', now / 1e6, 'MB after all this', '< 300'),
    row('scale.memory.peak', peak / 1e6, 'MB at most, helpers included'),
  );
  return rows;
}
