import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { Refusal } from '../../lib/errors.ts';
import { isDamage } from './failures.ts';

/** A gigabyte takes about as long. What is left over is for `aula verify`. */
const AT_MOST = 2_000;

function* faultsFound(filename: string): Iterable<string> {
  const until = performance.now() + AT_MOST;
  const connection = new Database(filename, { readonly: true });
  try {
    const tables = connection
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .pluck()
      .all() as string[];
    for (const table of tables) {
      if (performance.now() > until) return;
      // A pragma takes no bindings; the name comes from the schema of the file.
      const said = connection.pragma(`quick_check('${table.replaceAll("'", "''")}')`, {
        simple: true,
      });
      if (said !== 'ok') yield String(said);
    }
  } finally {
    connection.close();
  }
}

/**
 * Refuses a file with damaged pages before anything is written into it: it is read table by table, for two seconds at most.
 * A file that is not there is sound.
 */
export function assertSound(filename: string): void {
  if (!existsSync(filename)) return;
  try {
    for (const fault of faultsFound(filename))
      throw new Refusal('unavailable', 'start.damaged', { place: filename, fault });
  } catch (error) {
    if (!isDamage(error)) throw error;
    const fault = error.message;
    throw new Refusal('unavailable', 'start.damaged', { place: filename, fault });
  }
}
