import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Knex } from 'knex';
import type { Dialect } from './dialect/dialect.ts';

interface MigrationModule {
  up(db: Knex, dialect: Dialect): Promise<void>;
}

/**
 * Names carry no extension, so a database migrated by the TypeScript sources is known to the compiled ones as well.
 * There is no way down: a landed migration is undone by the next one, or by restoring the backup taken before it.
 */
export const migrationSource = (dialect: Dialect): Knex.MigrationSource<string> => {
  const folder = join(import.meta.dirname, '../../migrations');
  const extension = extname(import.meta.filename);
  return {
    async getMigrations() {
      const files = await readdir(folder);
      return files
        .filter((file) => extname(file) === extension && /^\d{14}_/.test(file))
        .map((file) => file.slice(0, -extension.length))
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

const LOCK_TRIES = 60;

/** Another process that is migrating holds knex's lock: wait for it, half a second at a time. */
async function latest(db: Knex, dialect: Dialect): Promise<string[]> {
  for (let tries = 1; ; tries += 1) {
    try {
      const [, applied] = (await db.migrate.latest({
        migrationSource: migrationSource(dialect),
      })) as [number, string[]];
      return applied;
    } catch (error) {
      const locked = error instanceof Error && error.name === 'MigrationLocked';
      if (!locked || tries >= LOCK_TRIES) throw error;
      await new Promise((done) => setTimeout(done, 500));
    }
  }
}

/** Brings the database to the newest schema. Safe to run from several processes and to repeat. */
export async function migrate(dialect: Dialect): Promise<string[]> {
  const db = dialect.openForMigrations();
  try {
    const applied = await latest(db, dialect);
    await dialect.checkForeignKeys(db);
    return applied;
  } finally {
    await db.destroy();
  }
}
