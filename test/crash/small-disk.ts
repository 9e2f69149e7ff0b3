import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '../operations/places.ts';

export interface SmallDisk {
  folder: string;
  /** Leaves room for so many bytes more, or for none. */
  fill(room?: { but: number }): void;
  free(): void;
  readOnly(): void;
  remove(): void;
}

/** Said beside a test that was skipped. */
export const whyNoDisk = ' (skipped: nobody but root may mount a disk)';

const mount = (...words: string[]): boolean => spawnSync('mount', words).status === 0;

/** A disk in memory of so many megabytes; null where it may not be mounted. */
export function smallDisk({ megabytes }: { megabytes: number }): SmallDisk | null {
  const folder = newFolder();
  if (!mount('-t', 'tmpfs', '-o', `size=${String(megabytes)}m`, 'tmpfs', folder)) return null;
  const filler = join(folder, 'filler');
  return {
    folder,
    fill({ but } = { but: 0 }) {
      rmSync(filler, { force: true });
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(bavail * bsize - but));
    },
    free() {
      rmSync(filler);
    },
    readOnly() {
      mount('-o', 'remount,ro', folder);
    },
    remove() {
      spawnSync('umount', ['-l', folder]);
    },
  };
}
