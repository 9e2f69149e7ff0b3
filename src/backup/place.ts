import { randomBytes } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, join, resolve, sep } from 'node:path';
import { DAY, dayOf } from '../lib/clock.ts';
import { Refusal } from '../lib/errors.ts';

const NAME = /^aula-(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})Z-[0-9a-f]{6}\.tar\.gz(?:\.age)?$/;
/** A backup holds what has been erased since: it is kept no longer than the privacy page says. */
export const BACKUP_DAYS = 30;

const LEFTOVER = /^\.aula-.*(?:\.part|copy-.*)$/;

/** A name that says when (UTC), and that no other backup of that second has. */
export function newName(madeAt: Date, isSealed: boolean): string {
  const when = madeAt
    .toISOString()
    .replace(/[-:]|\.\d+/g, '')
    .replace('T', '-');
  const mark = randomBytes(3).toString('hex');
  return `aula-${when}-${mark}.tar.gz${isSealed ? '.age' : ''}`;
}

/** When a backup was made, by its name; null for other files. */
function madeAtOf(name: string): Date | null {
  const [, year, month, day, hour, minute, second] = NAME.exec(name) ?? [];
  if (year === undefined) return null;
  return new Date(
    `${year}-${month ?? ''}-${day ?? ''}T${hour ?? ''}:${minute ?? ''}:${second ?? ''}Z`,
  );
}

/** True for a folder that is there, and for a path that says it is one. */
export const isFolder = async (path: string): Promise<boolean> =>
  path.endsWith(sep) || (await stat(path).catch(() => null))?.isDirectory() === true;

/** What stops a backup from being written into a folder, in words for who asked for it; any other error as it is. */
export function asRefusal(error: unknown, folder: string): unknown {
  const { code = '', path = '' } = error as NodeJS.ErrnoException;
  if (/^(ENOSPC|EDQUOT|SQLITE_FULL)$/.test(code))
    return new Refusal('unavailable', 'backup.noRoom', { folder });
  const isHere = resolve(path).startsWith(resolve(folder));
  if (code === 'EROFS' || (isHere && /^E(ACCES|PERM)$/.test(code)))
    return new Refusal('forbidden', 'backup.cannotWrite', { folder });
  return error;
}

/** Takes away what a backup that was killed left behind more than a day ago. */
export async function removeLeftovers(folder: string, now: Date): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!LEFTOVER.test(name)) continue;
    const path = join(folder, name);
    const since = (await stat(path).catch(() => null))?.mtimeMs ?? now.getTime();
    if (now.getTime() - since > DAY) await rm(path, { recursive: true, force: true });
  }
}

/** Backups in a folder that have been kept too long, by name; a folder that is not there has none. */
export async function outlivedBackups(folder: string, now: Date): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => isOutlived(madeAtOf(name), now)).sort();
}

const isOutlived = (madeAt: Date | null, now: Date): boolean =>
  madeAt !== null && now.getTime() - madeAt.getTime() > BACKUP_DAYS * DAY;

/**
 * Keeps the newest backup of each of so many days, none of them longer than it may be, and answers the names of those it removed. Other files are left alone,
 * and so is the one just `made`, whatever the clock said before. Called only after that one was found right.
 */
export async function keepNewest(
  folder: string,
  { days, made }: { days: number; made: string },
): Promise<string[]> {
  const backups = (await readdir(folder))
    .map((name) => ({ name, madeAt: madeAtOf(name) }))
    .filter((one): one is { name: string; madeAt: Date } => one.madeAt !== null)
    .sort((one, other) => other.madeAt.getTime() - one.madeAt.getTime());
  const now = madeAtOf(basename(made));
  const kept = new Set<string>();
  const removed: string[] = [];
  for (const { name, madeAt } of backups) {
    const day = dayOf(madeAt);
    if (name === basename(made)) {
      kept.add(day);
      continue;
    }
    const isOld = now !== null && isOutlived(madeAt, now);
    if (!isOld && !kept.has(day) && kept.size < days) {
      kept.add(day);
      continue;
    }
    await rm(join(folder, name));
    removed.push(name);
  }
  return removed;
}
