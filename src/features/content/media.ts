import { extname } from 'node:path';
import type { Reads } from '../../db/dialect/dialect.ts';
import { Refusal } from '../../lib/errors.ts';
import { MEDIA_TYPES } from './media-file.ts';
import { mediaFolder } from './media-store.ts';
import { findMedia, type MediaRow } from './repository.ts';

const KEPT = 2000;

/** Finds the files behind `/medios` addresses; they never change, so each is looked up once in a process. */
export const mediaService = ({ reads, dataDir }: { reads: Reads; dataDir: string }) => {
  const known = new Map<string, MediaRow>();
  return {
    /** The file of an address such as `3f….svg`; a refusal when there is none, or when its ending is another. */
    async find(name: string) {
      const ending = extname(name).slice(1);
      const begin = name.slice(0, 32);
      const row = known.get(begin) ?? (await findMedia(reads, begin));
      const kind = Object.hasOwn(MEDIA_TYPES, ending) ? MEDIA_TYPES[ending] : undefined;
      if (row === null || kind?.type !== row.type) throw new Refusal('not-found', 'error.notFound');
      if (known.size >= KEPT) known.clear();
      known.set(begin, row);
      return {
        folder: mediaFolder(dataDir),
        name: `${row.sha256}.${ending}`,
        type: row.type,
        isDownload: kind.kind === 'download',
      };
    },
  };
};
export type MediaService = ReturnType<typeof mediaService>;
