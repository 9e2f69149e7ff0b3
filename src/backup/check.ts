import { createHash, type Hash } from 'node:crypto';
import { Refusal } from '../lib/errors.ts';
import { readArchive, wholeOf, type Entry } from './archive.ts';
import type { BackupKey } from './key.ts';
import { entryOf, Manifest } from './manifest.ts';

export interface Checked {
  manifest: Manifest;
  /** Digest of the file itself: its name in the audit log. */
  sha256: string;
}

interface Found {
  tables: Map<string, { rows: number; hash: Hash }>;
  media: Map<string, number>;
  manifest: Manifest | null;
}

const damaged = (): Refusal => new Refusal('invalid', 'backup.damaged');
const NEWLINE = 0x0a;

/**
 * Reads a backup from its first byte to its last and proves that it holds exactly what its manifest says. Refuses one that
 * is cut, altered, sealed with another key or made by something else; touches nothing.
 */
export async function checkBackup(file: string, key: BackupKey | null): Promise<Checked> {
  const whole = createHash('sha256');
  const found: Found = { tables: new Map(), media: new Map(), manifest: null };
  try {
    for await (const entry of readArchive(file, key, (bytes) => whole.update(bytes))) {
      // The manifest is the last entry.
      if (found.manifest !== null) throw damaged();
      await take(entry, found);
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw damaged();
  }
  if (found.manifest === null || !fits(found, found.manifest)) throw damaged();
  return { manifest: found.manifest, sha256: whole.digest('hex') };
}

async function take(entry: Entry, found: Found): Promise<void> {
  const what = entryOf(entry.name);
  if (what === null) throw damaged();
  if ('manifest' in what) {
    found.manifest = readManifest(await wholeOf(entry));
  } else if ('table' in what) {
    const table = found.tables.get(what.table) ?? { rows: 0, hash: createHash('sha256') };
    found.tables.set(what.table, table);
    for await (const chunk of entry.chunks) {
      table.hash.update(chunk);
      for (const byte of chunk) if (byte === NEWLINE) table.rows += 1;
    }
  } else {
    const hash = createHash('sha256');
    for await (const chunk of entry.chunks) hash.update(chunk);
    if (hash.digest('hex') !== what.sha256) throw damaged();
    found.media.set(what.media, entry.size);
  }
}

function readManifest(bytes: Buffer): Manifest {
  const json: unknown = JSON.parse(bytes.toString('utf8'));
  const format = (json as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > 1) throw new Refusal('invalid', 'backup.newer');
  return Manifest.parse(json);
}

const EMPTY = createHash('sha256').digest('hex');

function fits({ tables, media }: Found, manifest: Manifest): boolean {
  return (
    [...tables.keys()].every((name) => manifest.tables.some((table) => table.name === name)) &&
    manifest.tables.every(({ name, rows, sha256 }) => {
      const table = tables.get(name);
      return table === undefined
        ? rows === 0 && sha256 === EMPTY
        : rows === table.rows && sha256 === table.hash.digest('hex');
    }) &&
    media.size === manifest.media.length &&
    manifest.media.every(({ name, bytes }) => media.get(name) === bytes)
  );
}
