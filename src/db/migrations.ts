import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import { z } from 'zod';
import type { Dialect } from './dialect/dialect.ts';

interface MigrationModule {
  up(db: Knex, dialect: Dialect): Promise<void>;
}

/**
 * Names carry no extension, so a database migrated by the TypeScript sources is known to the compiled ones as well.
 * There is no way down: a landed migration is undone by the next one, or by restoring the backup taken before it.
 */
export const migrationSource = (
  dialect: Dialect,
  only?: readonly string[],
): Knex.MigrationSource<string> => {
  const folder = join(import.meta.dirname, '../../migrations');
  const extension = extname(import.meta.filename);
  return {
    async getMigrations() {
      const files = await readdir(folder);
      return files
        .filter((file) => extname(file) === extension && /^\d{14}_/.test(file))
        .map((file) => file.slice(0, -extension.length))
        .filter((name) => only === undefined || only.includes(name))
        .sort();
    },
    getMigrationName: (name) => name,
    async getMigration(name) {
      const url = pathToFileURL(join(folder, `${name}${extension}`)).href;
      const module = (await import(url)) as MigrationModule;
      return {
        up: (db) => module.up(db, dialect),
        down: () => Promise.reject(new Error('Migrations only go forward')),
      };
    },
  };
};

const Applied = z.array(z.object({ name: z.string() }));

/** Which migrations a database has not seen yet, and which of its own nobody here knows. */
export async function migrationState(
  db: Knex,
  dialect: Dialect,
): Promise<{ applied: string[]; missing: string[]; unknown: string[] }> {
  const known = await migrationSource(dialect).getMigrations([]);
  const applied = Applied.parse(await db('knex_migrations').select('name').orderBy('id')).map(
    ({ name }) => name,
  );
  return {
    applied,
    missing: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

const LOCK_TRIES = 60;
const LOCK_WAIT = 500;

/** Another process is migrating: it holds knex's lock, or is making knex's own tables at this moment. */
const isBeingMigrated = (error: unknown): boolean =>
  error instanceof Error &&
  (error.name === 'MigrationLocked' ||
    (error.message.includes('knex_migrations') &&
      /already exists|duplicate key/.test(error.message)));

/**
 * Waits for another process that is migrating, half a minute at most. A lock that is still held then was left by a process
 * that died; each migration is a transaction, so what it began was undone and its lock may be broken.
 */
async function latest(db: Knex, source: Knex.MigrationSource<string>): Promise<string[]> {
  const config = { migrationSource: source };
  for (let tries = 1; ; tries += 1) {
    try {
      const [, applied] = (await db.migrate.latest(config)) as [number, string[]];
      return applied;
    } catch (error) {
      if (!isBeingMigrated(error) || tries > LOCK_TRIES) throw error;
      if (tries === LOCK_TRIES) await db.migrate.forceFreeMigrationsLock(config);
      await new Promise((done) => setTimeout(done, LOCK_WAIT));
    }
  }
}

/**
 * Brings the database to the newest schema, or to that of an older version, known by its migrations. Safe to run from several
 * processes and to repeat. Refuses a damaged database.
 */
export async function migrate(dialect: Dialect, only?: readonly string[]): Promise<string[]> {
  await dialect.assertSound();
  const db = dialect.openForMigrations();
  try {
    const applied = await latest(db, migrationSource(dialect, only));
    await dialect.checkForeignKeys(db);
    return applied;
  } finally {
    await db.destroy();
  }
}
