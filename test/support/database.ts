import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import knex from 'knex';
import { addCast, CAST_PASSWORD } from '../../src/demo/cast.ts';
import { openDatabase, type Database } from '../../src/db/connection.ts';
import { chooseDialect } from '../../src/db/dialect/choose.ts';
import type { Dialect } from '../../src/db/dialect/dialect.ts';
import { migrate } from '../../src/db/migrations.ts';
import { hashPassword } from '../../src/features/accounts/passwords.ts';
import { loadFrameworks } from '../../src/features/frameworks/load.ts';
import { loadRoundtables } from '../../src/features/roundtables/load.ts';
import { loadPlaces } from '../../src/features/places/load.ts';
import { NOW } from './clock.ts';

/** Where PostgreSQL answers when the suite runs on it: `postgres://…/postgres`; absent, the suite runs on SQLite. */
const server = process.env['TEST_DATABASE_URL'];

export const engine = server === undefined ? 'sqlite' : 'postgres';

export interface TestDatabase {
  dataDir: string;
  databaseUrl: string | undefined;
  dialect: Dialect;
  database: Database;
  drop(): Promise<void>;
}

interface Template {
  name: string;
  dataDir: string;
}

/** By the server that holds it. */
const templates = new Map<string | undefined, Promise<Template>>();

// Files of tests that make no suite, such as those that measure, have no hooks.
if (server !== undefined && 'after' in globalThis)
  after(async () => {
    const made = await templates.get(server);
    if (made !== undefined)
      await onServer(server, `drop database if exists ${made.name} with (force)`);
  });

const urlOf = (on: string, name: string): string => {
  const url = new URL(on);
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer(on: string, sql: string): Promise<void> {
  const db = knex({ client: 'pg', connection: on, pool: { min: 0, max: 1 } });
  try {
    await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

/** Migrated, with places and cast: made once in a process, copied for each suite. */
async function makeTemplate(on: string | undefined): Promise<Template> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-template-'));
  const name = `aula_test_template_${randomBytes(4).toString('hex')}`;
  if (on !== undefined) await onServer(on, `create database ${name}`);
  process.once('exit', () => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  const dialect = await chooseDialect({
    databaseUrl: on === undefined ? undefined : urlOf(on, name),
    dataDir,
  });
  await migrate(dialect);
  const database = openDatabase(dialect);
  await loadPlaces(database.db);
  await loadFrameworks(database.db, NOW);
  await loadRoundtables(database.db, NOW);
  await addCast(database.db, { passwordHash: await hashPassword(CAST_PASSWORD), now: NOW });
  await database.close();
  return { name, dataDir };
}

/** An empty database that nobody has migrated, of the engine that the suite runs on unless told. */
export async function emptyDatabase(
  kind: 'sqlite' | 'postgres' = engine,
): Promise<Omit<TestDatabase, 'database'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-test-'));
  const name = `aula_test_${randomBytes(6).toString('hex')}`;
  const on = kind === 'sqlite' ? undefined : (server ?? '');
  if (on !== undefined) await onServer(on, `create database ${name}`);
  const databaseUrl = on === undefined ? undefined : urlOf(on, name);
  return {
    dataDir,
    databaseUrl,
    dialect: await chooseDialect({ databaseUrl, dataDir }),
    async drop() {
      rmSync(dataDir, { recursive: true, force: true });
      if (on !== undefined) await onServer(on, `drop database if exists ${name} with (force)`);
    },
  };
}

/** A database of its own with places and cast, on the server that the suite runs on unless told. */
export async function castDatabase(on = server): Promise<TestDatabase> {
  const template = templates.get(on) ?? makeTemplate(on);
  templates.set(on, template);
  const made = await template;
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-test-'));
  const name = `aula_test_${randomBytes(6).toString('hex')}`;
  if (on === undefined) {
    const from = join(made.dataDir, 'aula.sqlite');
    copyFileSync(from, join(dataDir, 'aula.sqlite'));
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, join(dataDir, 'aula.sqlite-wal'));
  } else {
    await onServer(on, `create database ${name} template ${made.name}`);
  }
  const databaseUrl = on === undefined ? undefined : urlOf(on, name);
  const dialect = await chooseDialect({ databaseUrl, dataDir });
  const database = openDatabase(dialect);
  return {
    dataDir,
    databaseUrl,
    dialect,
    database,
    async drop() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (on !== undefined) await onServer(on, `drop database if exists ${name} with (force)`);
    },
  };
}
