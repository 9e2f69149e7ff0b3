import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { batches } from '../db/batches.ts';
import type { Dialect, View } from '../db/dialect/dialect.ts';
import type { Table } from '../db/dialect/schema.ts';
import { migrationState } from '../db/migrations.ts';
import { toPlain } from '../db/plain.ts';
import { mediaFolder } from '../features/content/media-store.ts';
import { mediaName, MediaFileRow } from '../features/content/repository.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal } from '../lib/errors.ts';
import { writeArchive, type Archive } from './archive.ts';
import { checkBackup } from './check.ts';
import { canOpen, type BackupKey } from './key.ts';
import { MANIFEST, MOMENTARY, partName, type Manifest } from './manifest.ts';
import { asRefusal, isFolder, newName, removeLeftovers } from './place.ts';
import { record } from './record.ts';

interface Needs {
  dialect: Dialect;
  dataDir: string;
  clock: Clock;
  /** Names the key of the sealed fields; it is not in the backup itself. */
  dataKey: string | null;
}

export interface Made {
  file: string;
  rows: number;
  bytes: number;
}

/**
 * Writes everything as it stands at one moment into one file, while others go on writing. The file has its name only when
 * it is whole: written, on disk, read again and found right. `to` is a file that does not exist, or a folder.
 */
export async function makeBackup(
  { dialect, dataDir, clock, dataKey }: Needs,
  { to, key }: { to: string; key: BackupKey | null },
): Promise<Made> {
  const madeAt = clock();
  const file = (await isFolder(to)) ? join(to, newName(madeAt, key !== null)) : to;
  if ((await stat(file).catch(() => null)) !== null)
    throw new Refusal('conflict', 'backup.fileExists', { file });
  const { rows, sha256 } = await writeWhole(file, { key, dialect, dataDir, madeAt, dataKey }).catch(
    (error: unknown) => {
      throw asRefusal(error, dirname(file));
    },
  );
  await record({ dialect, clock }, 'backup.made', sha256, { rows, sealed: key !== null });
  return { file, rows, bytes: (await stat(file)).size };
}

/** All of the file or nothing. */
async function writeWhole(
  file: string,
  how: Omit<Writing, 'view'>,
): Promise<{ rows: number; sha256: string }> {
  const { dialect, key, madeAt } = how;
  const folder = dirname(file);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await removeLeftovers(folder, madeAt);
  const part = join(folder, `.${basename(file)}.${randomBytes(4).toString('hex')}.part`);
  try {
    const manifest = await dialect.copy(folder, (view) => write(part, { ...how, view }));
    await sync(part);
    const sha256 = canOpen(key) ? (await checkBackup(part, key)).sha256 : await digestOf(part);
    await rename(part, file);
    await sync(folder);
    return { rows: manifest.tables.reduce((sum, table) => sum + table.rows, 0), sha256 };
  } finally {
    await rm(part, { force: true });
  }
}

interface Writing {
  key: BackupKey | null;
  view: View;
  dialect: Dialect;
  dataDir: string;
  madeAt: Date;
  dataKey: string | null;
}

async function write(
  part: string,
  { key, view, dialect, dataDir, madeAt, dataKey }: Writing,
): Promise<Manifest> {
  const { applied, unknown } = await migrationState(view.db, dialect);
  if (unknown.length > 0) throw new Refusal('conflict', 'backup.databaseNewer');
  const manifest: Manifest = {
    format: 1,
    madeAt: madeAt.toISOString(),
    migrations: applied,
    dataKey,
    tables: [],
    media: [],
  };
  const out = createWriteStream(part, { flags: 'wx', mode: 0o600 });
  await writeArchive(out, key, async (archive) => {
    for (const table of await dialect.tables(view.db)) {
      if (!MOMENTARY.includes(table.name))
        manifest.tables.push(await writeTable(archive, view, table));
    }
    for await (const media of writeMedia(archive, view, dataDir)) manifest.media.push(media);
    await archive.add(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
  });
  return manifest;
}

async function writeTable(
  archive: Archive,
  { db }: View,
  table: Table,
): Promise<Manifest['tables'][number]> {
  const hash = createHash('sha256');
  let rows = 0;
  let parts = 0;
  for await (const batch of batches(db(table.name), table.key)) {
    const lines = batch.map((row) => `${JSON.stringify(toPlain(table, row))}\n`);
    const bytes = Buffer.from(lines.join(''));
    hash.update(bytes);
    rows += batch.length;
    parts += 1;
    await archive.add(partName(table.name, parts), bytes);
  }
  return { name: table.name, rows, sha256: hash.digest('hex') };
}

async function* writeMedia(
  archive: Archive,
  { db }: View,
  dataDir: string,
): AsyncGenerator<Manifest['media'][number]> {
  for await (const rows of batches(db('media_files'), ['sha256'])) {
    for (const row of rows) {
      const media = MediaFileRow.parse(row);
      const name = mediaName(media);
      const path = join(mediaFolder(dataDir), name);
      const isThere = (await stat(path).catch(() => null))?.size === media.bytes;
      if (!isThere || (await digestOf(path)) !== media.sha256)
        throw new Refusal('conflict', 'backup.mediaGone', { name });
      await archive.addStream(`media/${name}`, media.bytes, createReadStream(path));
      yield { name, bytes: media.bytes };
    }
  }
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of createReadStream(path) as AsyncIterable<Buffer>) hash.update(bytes);
  return hash.digest('hex');
}

/** Makes bytes or names last, also over a power cut. */
async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
