import { existsSync, rmSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { Refusal } from '../../lib/errors.ts';
import type { Fresh, Hold } from './dialect.ts';
import { isBusy } from './failures.ts';
import { TOOL_TABLES } from './schema.ts';

const besideOf = (filename: string): string => `${filename}.restoring`;

/**
 * A lock of the operating system on a file beside the database: many may share it, one may have it alone, and it ends with
 * the process, however that ends.
 */
function lock(filename: string, how: 'shared' | 'alone'): Hold {
  const connection = new Database(`${filename}.in-use`, { timeout: 0 });
  try {
    connection.pragma('journal_mode = DELETE');
    if (how === 'alone') {
      connection.exec('BEGIN EXCLUSIVE');
    } else {
      connection.exec('BEGIN');
      connection.prepare('select count(*) from sqlite_schema').get();
    }
  } catch (error) {
    connection.close();
    if (!isBusy(error)) throw error;
    throw new Refusal('conflict', how === 'alone' ? 'restore.inUse' : 'restore.running');
  }
  return {
    release: () => {
      connection.close();
      return Promise.resolve();
    },
  };
}

export async function sqliteHold(filename: string): Promise<Hold> {
  const hold = lock(filename, 'shared');
  if (!existsSync(besideOf(filename))) return hold;
  // Nobody restores now: the one who did was killed.
  await hold.release();
  throw new Refusal('conflict', 'restore.unfinished');
}
export const sqliteAlone = (filename: string): Promise<Hold> =>
  Promise.resolve().then(() => lock(filename, 'alone'));

function holdsRows(filename: string): boolean {
  if (!existsSync(filename)) return false;
  const connection = new Database(filename, { readonly: true });
  try {
    const names = connection
      // Not what an index of words keeps for itself: that is there from its making on.
      .prepare(
        "select name from pragma_table_list where schema = 'main' and type = 'table' and name not glob 'sqlite_*'",
      )
      .pluck()
      .all() as string[];
    return names
      .filter((name) => !TOOL_TABLES.includes(name))
      .some((name) => connection.prepare(`select 1 from "${name}" limit 1`).get() !== undefined);
  } finally {
    connection.close();
  }
}

const remove = (filename: string): void => {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${filename}${end}`, { force: true });
};

/** A file beside the real one, which takes its place by a rename. */
export function sqliteFresh(
  filename: string,
): Promise<Omit<Fresh, 'dialect'> & { filename: string }> {
  if (holdsRows(filename)) return Promise.reject(new Refusal('conflict', 'restore.notEmpty'));
  const beside = besideOf(filename);
  remove(beside);
  return Promise.resolve({
    filename: beside,
    async keep() {
      const last = new Database(beside);
      last.pragma('wal_checkpoint(TRUNCATE)');
      last.close();
      const file = await open(beside, 'r');
      await file.sync();
      await file.close();
      remove(filename);
      await rename(beside, filename);
      const folder = await open(dirname(filename), 'r');
      await folder.sync();
      await folder.close();
    },
    discard() {
      remove(beside);
      return Promise.resolve();
    },
  });
}
