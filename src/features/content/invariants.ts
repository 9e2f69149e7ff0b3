import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { opendir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { batches } from '../../db/batches.ts';
import type { Invariant } from '../../db/invariant.ts';
import { DAY, type Clock } from '../../lib/clock.ts';
import { mediaFolder } from './media-store.ts';
import { mediaName, MediaFileRow } from './repository.ts';

interface Needs {
  dataDir: string;
  clock: Clock;
}

/** Every media row has its file, whole; every file has its row, unless it is being written now. */
export const mediaInvariants = ({ dataDir, clock }: Needs): Invariant[] => [
  {
    key: 'verify.mediaFiles',
    async *broken({ db }) {
      for await (const rows of batches(db('media_files'), ['sha256'])) {
        for (const row of rows) {
          const file = MediaFileRow.parse(row);
          if (!(await isWhole(join(mediaFolder(dataDir), mediaName(file)), file)))
            yield file.sha256;
        }
      }
    },
  },
  {
    key: 'verify.mediaRows',
    async *broken({ db }) {
      const folder = await opendir(mediaFolder(dataDir)).catch(() => null);
      if (folder === null) return;
      for await (const entry of folder) {
        const [sha256 = ''] = entry.name.split('.', 1);
        const row: unknown = await db('media_files').where({ sha256 }).first();
        const hasRow = row !== undefined && mediaName(MediaFileRow.parse(row)) === entry.name;
        if (!hasRow && (await ageOf(join(mediaFolder(dataDir), entry.name), clock)) > DAY)
          yield entry.name;
      }
    },
  },
];

async function isWhole(
  path: string,
  { sha256, bytes }: { sha256: string; bytes: number },
): Promise<boolean> {
  const known = await stat(path).catch(() => null);
  if (known?.size !== bytes) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === sha256;
}

/** A file that went away meanwhile has no age. */
const ageOf = async (path: string, clock: Clock): Promise<number> =>
  clock().getTime() - ((await stat(path).catch(() => null))?.mtimeMs ?? clock().getTime());
