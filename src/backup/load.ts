import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { BATCH, type Row } from '../db/batches.ts';
import type { Db } from '../db/connection.ts';
import type { Dialect } from '../db/dialect/dialect.ts';
import { isUnavailable } from '../db/dialect/failures.ts';
import type { Table } from '../db/dialect/schema.ts';
import { fromPlain } from '../db/plain.ts';
import { mediaFolder } from '../features/content/media-store.ts';
import { Refusal } from '../lib/errors.ts';
import { readArchive, wholeOf, type Entry } from './archive.ts';
import type { BackupKey } from './key.ts';
import { entryOf } from './manifest.ts';

interface Loading {
  file: string;
  key: BackupKey | null;
  withoutSealed: boolean;
  dataDir: string;
  /** Takes the name of every file that is written, before it is. */
  written: string[];
}

/** Loads the rows and files of a backup that was checked, in one transaction. Refuses what does not fit the schema. */
export async function loadAll(dialect: Dialect, loading: Loading): Promise<void> {
  const db = dialect.openForMigrations();
  try {
    await db.transaction(async (trx) => {
      const tables = new Map((await dialect.tables(trx)).map((table) => [table.name, table]));
      await dialect.freely(trx, () => loadEntries(trx, tables, loading));
    });
  } catch (error) {
    if (error instanceof Refusal || isUnavailable(error)) throw error;
    throw new Refusal('invalid', 'restore.unfit', { reason: (error as Error).message });
  } finally {
    await db.destroy();
  }
}

async function loadEntries(
  trx: Db,
  tables: ReadonlyMap<string, Table>,
  { file, key, withoutSealed, dataDir, written }: Loading,
): Promise<void> {
  for await (const entry of readArchive(file, key)) {
    const what = entryOf(entry.name);
    if (what !== null && 'table' in what)
      await load(trx, tables.get(what.table), entry, withoutSealed);
    else if (what !== null && 'media' in what) await storeFile(dataDir, what.media, entry, written);
    else await wholeOf(entry);
  }
}

async function load(
  trx: Db,
  table: Table | undefined,
  entry: Entry,
  withoutSealed: boolean,
): Promise<void> {
  if (table === undefined)
    throw new Refusal('invalid', 'restore.unknownTable', { name: entry.name });
  const text = (await wholeOf(entry)).toString('utf8');
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => fromPlain(table, JSON.parse(line) as Row))
    .map((row) => (withoutSealed ? unsealed(row) : row));
  for (let from = 0; from < rows.length; from += BATCH)
    await trx(table.name).insert(rows.slice(from, from + BATCH));
}

const unsealed = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, name.endsWith('_sealed') ? null : value]),
  );

async function storeFile(
  dataDir: string,
  name: string,
  { chunks }: Entry,
  written: string[],
): Promise<void> {
  const folder = mediaFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, name);
  const unfinished = `${path}.${randomBytes(4).toString('hex')}.tmp`;
  written.push(unfinished, path);
  await pipeline(chunks, createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }));
  await rename(unfinished, path);
  const place = await open(folder, 'r');
  await place.sync();
  await place.close();
}
