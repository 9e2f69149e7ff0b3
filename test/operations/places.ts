import { createHash } from 'node:crypto';
import { createWriteStream, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '../../src/backup/backup.ts';
import { readArchive, wholeOf, writeArchive } from '../../src/backup/archive.ts';
import type { BackupKey } from '../../src/backup/key.ts';
import { MANIFEST, MOMENTARY, type Manifest } from '../../src/backup/manifest.ts';
import { restore } from '../../src/backup/restore.ts';
import type { Row } from '../../src/db/batches.ts';
import { toPlain } from '../../src/db/plain.ts';
import { translator } from '../../src/i18n/translate.ts';
import { Refusal } from '../../src/lib/errors.ts';
import { nameOfKey } from '../../src/secrets.ts';
import { NOW } from '../support/clock.ts';
import type { TestDatabase } from '../support/database.ts';

/** The data key of the applications of tests. */
export const DATA_KEY = nameOfKey(Buffer.from('11'.repeat(32), 'hex'));

export type Place = Pick<TestDatabase, 'dialect' | 'dataDir'>;

const folders: string[] = [];
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that goes away with the process. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'aula-backups-'));
  folders.push(folder);
  return folder;
}

export async function backUp(
  { dialect, dataDir }: Place,
  { to, key = null, now = NOW }: { to: string; key?: BackupKey | null; now?: Date },
): Promise<string> {
  const needs = { dialect, dataDir, clock: () => now, dataKey: DATA_KEY };
  return (await makeBackup(needs, { to, key })).file;
}

export interface Answer {
  /** What an operator reads when it is refused; null when all is well. */
  refusal: string | null;
  lines: string[];
}

/** Restores, and answers as the command would. */
export async function restoreInto(
  { dialect, dataDir }: Place,
  file: string,
  {
    key = null,
    dataKey = DATA_KEY,
    withoutSealed = false,
  }: { key?: BackupKey | null; dataKey?: string | null; withoutSealed?: boolean } = {},
): Promise<Answer> {
  const lines: string[] = [];
  const say = (line: string): unknown => lines.push(line);
  try {
    const needs = { dialect, dataDir, clock: () => NOW, dataKey, say };
    await restore(needs, { file, key, withoutSealed });
    return { refusal: null, lines };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { refusal: translator('es-MX')(error.key, error.params), lines };
  }
}

/** The rows of one table, the same from every engine. */
export const rowsOf = ({ dialect }: Place, name: string): Promise<Record<string, unknown>[]> =>
  dialect.view(async ({ db }) => {
    const table = (await dialect.tables(db)).find((one) => one.name === name);
    if (table === undefined) throw new Error(`No table is called ${name}`);
    const rows: Row[] = await db(name);
    return rows.map((row) => toPlain(table, row));
  });

/** Row count and checksum of every table, the same from every engine; what happened after the backup is left out. */
export async function contentsOf({ dialect }: Place): Promise<Record<string, string>> {
  return dialect.view(async ({ db }) => {
    const found: Record<string, string> = {};
    for (const table of await dialect.tables(db)) {
      if (MOMENTARY.includes(table.name)) continue;
      const rows: Row[] = await db(table.name);
      const lines = rows
        .map((row) => JSON.stringify(toPlain(table, row)))
        .filter((line) => !/"action":"backup\.(made|restored)"/.test(line))
        .sort();
      const sum = createHash('sha256').update(lines.join('\n')).digest('hex');
      found[table.name] = `${String(lines.length)} ${sum}`;
    }
    return found;
  });
}

/** A backup like another, with entries and manifest changed so that every checksum is right. */
export async function remade(
  file: string,
  to: string,
  change: (entries: Map<string, Buffer>, manifest: Manifest & Record<string, unknown>) => void,
): Promise<string> {
  const entries = new Map<string, Buffer>();
  for await (const entry of readArchive(file, null)) entries.set(entry.name, await wholeOf(entry));
  const manifest = JSON.parse(entries.get(MANIFEST)?.toString() ?? '') as Manifest &
    Record<string, unknown>;
  entries.delete(MANIFEST);
  change(entries, manifest);
  for (const table of manifest.tables) {
    const parts = [...entries].filter(([name]) => name.startsWith(`tables/${table.name}/`));
    const bytes = Buffer.concat(parts.map(([, part]) => part));
    table.rows = bytes.toString().split('\n').length - 1;
    table.sha256 = createHash('sha256').update(bytes).digest('hex');
  }
  await writeArchive(createWriteStream(to), null, async (archive) => {
    for (const [name, bytes] of entries) await archive.add(name, bytes);
    await archive.add(MANIFEST, Buffer.from(JSON.stringify(manifest)));
  });
  return to;
}

/** What lies in a folder but the lock. */
export const namesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.endsWith('.in-use'))
    .sort();
