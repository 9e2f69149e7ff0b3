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

let template: Promise<Template> | undefined;

// Files of tests that make no suite, such as those that measure, have no hooks.
if (server !== undefined && 'after' in globalThis)
  after(async () => {
    if (template !== undefined)
      await onServer(`drop database if exists ${(await template).name} with (force)`);
  });

const urlOf = (name: string): string => {
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  return url.href;
};

async function onServer(sql: string): Promise<void> {
  const db = knex({ client: 'pg', connection: server ?? '', pool: { min: 0, max: 1 } });
  try {
    await db.raw(sql);
  } finally {
    await db.destroy();
  }
}

/** Migrated, with places and cast: made once in a process, copied for each suite. */
async function makeTemplate(): Promise<Template> {
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-template-'));
  const name = `aula_test_template_${randomBytes(4).toString('hex')}`;
  if (server !== undefined) await onServer(`create database ${name}`);
  process.once('exit', () => {
    rmSync(dataDir, { recursive: true, force: true });
  });
  const dialect = chooseDialect({
    databaseUrl: server === undefined ? undefined : urlOf(name),
    dataDir,
  });
  await migrate(dialect);
  const database = openDatabase(dialect);
  await loadPlaces(database.db);
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
  if (kind === 'postgres') await onServer(`create database ${name}`);
  const databaseUrl = kind === 'sqlite' ? undefined : urlOf(name);
  return {
    dataDir,
    databaseUrl,
    dialect: chooseDialect({ databaseUrl, dataDir }),
    async drop() {
      rmSync(dataDir, { recursive: true, force: true });
      if (kind === 'postgres') await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

/** A database of its own with places and cast. */
export async function castDatabase(): Promise<TestDatabase> {
  template ??= makeTemplate();
  const made = await template;
  const dataDir = mkdtempSync(join(tmpdir(), 'aula-test-'));
  const name = `aula_test_${randomBytes(6).toString('hex')}`;
  if (server === undefined) {
    const from = join(made.dataDir, 'aula.sqlite');
    copyFileSync(from, join(dataDir, 'aula.sqlite'));
    if (existsSync(`${from}-wal`)) copyFileSync(`${from}-wal`, join(dataDir, 'aula.sqlite-wal'));
  } else {
    await onServer(`create database ${name} template ${made.name}`);
  }
  const databaseUrl = server === undefined ? undefined : urlOf(name);
  const dialect = chooseDialect({ databaseUrl, dataDir });
  const database = openDatabase(dialect);
  return {
    dataDir,
    databaseUrl,
    dialect,
    database,
    async drop() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
      if (server !== undefined) await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}
