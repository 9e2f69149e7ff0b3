import { readdir, rm, rmdir } from 'node:fs/promises';
import type { Dialect } from '../db/dialect/dialect.ts';
import { migrate, migrationSource } from '../db/migrations.ts';
import { mediaFolder } from '../features/content/media-store.ts';
import type { Clock } from '../lib/clock.ts';
import { Refusal } from '../lib/errors.ts';
import { verify } from '../verify.ts';
import { checkBackup, type Checked } from './check.ts';
import type { BackupKey } from './key.ts';
import { loadAll } from './load.ts';
import type { Manifest } from './manifest.ts';
import { record } from './record.ts';

interface Needs {
  dialect: Dialect;
  dataDir: string;
  clock: Clock;
  /** Names the key that sealed fields will be opened with; null where there is none yet. */
  dataKey: string | null;
  say: (line: string) => void;
}

interface Asked {
  file: string;
  key: BackupKey | null;
  /** Leaves sealed fields empty, when their key is lost. */
  withoutSealed: boolean;
}

/**
 * Fills an empty database and an empty media folder, of either engine, from a backup: all of it or nothing. The backup is
 * read and proved whole before anything is touched, and the data are verified before they take their place. Answers how many rows came.
 */
export async function restore(needs: Needs, asked: Asked): Promise<number> {
  const { dialect, dataDir } = needs;
  const checked = await checkBackup(asked.file, asked.key);
  await refuseUnfit(needs, asked, checked.manifest);
  const hold = await dialect.holdAlone();
  try {
    await assertNoMedia(dataDir, checked.manifest);
    const fresh = await dialect.fresh();
    const written: string[] = [];
    try {
      await fill({ ...needs, dialect: fresh.dialect }, asked, checked, written);
      await fresh.keep();
    } catch (error) {
      await fresh.discard();
      for (const file of written) await rm(file, { force: true });
      // Only when nothing else is in it.
      await rmdir(mediaFolder(dataDir)).catch(() => undefined);
      throw error;
    }
  } finally {
    await hold.release();
  }
  return rowsOf(checked.manifest);
}

const rowsOf = ({ tables }: Manifest): number => tables.reduce((sum, { rows }) => sum + rows, 0);

async function refuseUnfit(
  { dialect, dataKey }: Needs,
  { withoutSealed }: Asked,
  manifest: Manifest,
): Promise<void> {
  const known = await migrationSource(dialect).getMigrations([]);
  if (manifest.migrations.some((name) => !known.includes(name)))
    throw new Refusal('conflict', 'backup.newer');
  if (manifest.dataKey !== null && manifest.dataKey !== dataKey && !withoutSealed)
    throw new Refusal('conflict', dataKey === null ? 'restore.noDataKey' : 'restore.otherDataKey');
}

/** Files of the backup itself may be there, left by a restore that was killed. */
async function assertNoMedia(dataDir: string, { media }: Manifest): Promise<void> {
  const names = await readdir(mediaFolder(dataDir)).catch(() => []);
  const ours = new Set(media.map(({ name }) => name));
  if (names.some((name) => !ours.has(name) && !name.endsWith('.tmp')))
    throw new Refusal('conflict', 'restore.mediaNotEmpty', { folder: mediaFolder(dataDir) });
}

async function fill(
  { dialect, dataDir, clock, say }: Needs,
  { file, key, withoutSealed }: Asked,
  { manifest, sha256 }: Checked,
  written: string[],
): Promise<void> {
  await migrate(dialect, manifest.migrations);
  await loadAll(dialect, { file, key, withoutSealed, dataDir, written });
  await migrate(dialect);
  const details = { madeAt: manifest.madeAt, rows: rowsOf(manifest) };
  await record({ dialect, clock }, 'backup.restored', sha256, details);
  if (!(await verify({ dialect, dataDir, clock, say })))
    throw new Refusal('conflict', 'restore.notVerified');
}
