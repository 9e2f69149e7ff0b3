import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Reads } from '../../db/dialect/dialect.ts';
import { mediaFolder } from '../content/media-store.ts';
import { findMedia, mediaName, type MediaRow } from '../content/repository.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Medium } from './formats/format.ts';
import { filesOf, imagesOf, keptUnder } from './images.ts';

/** The images of questions where the server keeps them. */
export function itemImages({ reads, dataDir }: { reads: Reads; dataDir: string }) {
  const rowOf = async (name: string): Promise<MediaRow | null> => {
    const kept = keptUnder(name);
    const row = kept === null ? null : await findMedia(reads, kept.begin);
    return row !== null && row.type === kept?.type ? row : null;
  };

  return {
    /** The digests of those that are there, and of recordings, by name. */
    async digests(items: readonly ItemDocument[]): Promise<ReadonlyMap<string, string>> {
      const digests = new Map<string, string>();
      const names = new Set(items.flatMap(filesOf));
      for (const name of names) {
        const row = await rowOf(name);
        if (row !== null) digests.set(name, row.sha256);
      }
      return digests;
    },

    /** The bytes of images, to leave with the question. */
    async bytes(item: ItemDocument): Promise<Medium[]> {
      const media: Medium[] = [];
      for (const { name } of imagesOf(item)) {
        const row = await rowOf(name);
        const path = row === null ? null : join(mediaFolder(dataDir), mediaName(row));
        const bytes = path === null ? null : await readFile(path).catch(() => null);
        if (bytes !== null) media.push({ name, bytes });
      }
      return media;
    },
  };
}
export type ItemImages = ReturnType<typeof itemImages>;
