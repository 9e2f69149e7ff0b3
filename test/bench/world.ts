import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex, { type Knex } from 'knex';
import { readConfig, type Config } from '../../src/config.ts';
import { openDatabase, type Database } from '../../src/db/connection.ts';
import { chooseDialect } from '../../src/db/dialect/choose.ts';
import { migrate } from '../../src/db/migrations.ts';
import { loadPlaces } from '../../src/features/places/load.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import { loadSecrets } from '../../src/secrets.ts';
import { createServices, type Services } from '../../src/services.ts';
import { prepareDemo } from '../../src/start-up.ts';
import { verify } from '../../src/verify.ts';
import { multiplyPeople } from './multiply.ts';
import { cpuOf, startProduct, type Measured } from './processes.ts';
import { secondCourse } from './second-course.ts';

export type Engine = 'sqlite' | 'postgres';

/** A filled database with the product serving it. */
export interface World {
  engine: Engine;
  people: number;
  /** How long it took to fill, in seconds. */
  filling: number;
  /** How long the courses of `content/` took to be published into an empty database, in seconds. */
  firstSync: number;
  /** For looking things up and preparing rows; the product has connections of its own. */
  db: Knex;
  services: Services;
  product: Measured;
  /** Processor time of PostgreSQL for this database so far, in milliseconds; SQLite works inside the product. */
  databaseCpu: () => Promise<number>;
  /** Bytes of what SQLite has not put into its file yet; 0 on PostgreSQL. */
  walBytes: () => number;
  /** What `aula verify` finds broken in what it holds now, a line for each rule. */
  broken: () => Promise<string[]>;
  close(): Promise<void>;
}

const server = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

async function onServer(sql: string): Promise<void> {
  const db = knex({ client: 'pg', connection: server, pool: { min: 0, max: 1 } });
  try {
    await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

/** Whether a PostgreSQL server answers, so that its rows can be measured too. */
export const hasPostgres = (): Promise<boolean> =>
  onServer('select 1').then(
    () => true,
    () => false,
  );

/** The processes of the server that work for this database: all of them stay while it is measured. */
async function cpuOfServer(db: Knex): Promise<number> {
  const pids = await db('pg_stat_activity')
    .whereRaw('datname = current_database()')
    .pluck<number[]>('pid');
  return pids.reduce((sum, pid) => sum + cpuOf(pid), 0);
}

/** Nobody else writes meanwhile. */
const COUNTS_AT_ONCE = 20_000;

/** The courses and the invented half-year of the first people; answers how long the courses took, in seconds. */
async function fillFirst(
  database: Database,
  config: Config,
  hasSecondCourse: boolean,
): Promise<number> {
  await loadPlaces(database.db);
  const parts = { config, secrets: loadSecrets(config), database };
  const services = await createServices({ ...parts, clock: systemClock });
  const begun = performance.now();
  await services.content.sync(join(projectRoot, 'content'));
  const took = (performance.now() - begun) / 1000;
  await prepareDemo(parts, systemClock());
  if (hasSecondCourse) await secondCourse(database.db, services);
  await services.foldCounts(COUNTS_AT_ONCE);
  await database.close();
  return took;
}

/**
 * Makes a database with the invented half-year of so many people and starts the built product on it. For the scale everybody has
 * a second course, and they live in all municipalities.
 */
export async function makeWorld(
  engine: Engine,
  people: number,
  isForScale = false,
): Promise<World> {
  const begun = performance.now();
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-bench-'));
  const name = `aula_bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(server);
  url.pathname = `/${name}`;
  if (engine === 'postgres') await onServer(`create database ${name}`);
  const env = {
    DATA_DIR: dataDir,
    SESSION_SECRET: 'a secret that only the bench knows, long enough',
    DATA_KEY: '22'.repeat(32),
    ...(engine === 'postgres' ? { DATABASE_URL: url.href } : {}),
  };
  const config = readConfig(env);
  const dialect = await chooseDialect(config);
  await migrate(dialect);
  const firstSync = await fillFirst(openDatabase(dialect), config, isForScale);
  await multiplyPeople(dialect, people, isForScale);
  const database = openDatabase(dialect);
  const services = await createServices({
    ...{ config, secrets: loadSecrets(config), database },
    clock: systemClock,
  });
  const filling = (performance.now() - begun) / 1000;
  const product = await startProduct(env);
  return {
    engine,
    people,
    filling,
    firstSync,
    db: database.db,
    services,
    product,
    databaseCpu: () => (engine === 'postgres' ? cpuOfServer(database.db) : Promise.resolve(0)),
    walBytes: () =>
      statSync(join(dataDir, 'aula.sqlite-wal'), { throwIfNoEntry: false })?.size ?? 0,
    async broken() {
      const said: string[] = [];
      const say = (line: string): void => void said.push(line);
      const holds = await verify({ dialect, dataDir, clock: systemClock, say });
      return holds ? [] : said.filter((line) => line.startsWith('FALLA'));
    },
    async close() {
      await product.stop();
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (engine === 'postgres') await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}
