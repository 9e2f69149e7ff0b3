import type { Db } from '../../db/connection.ts';
import { mediaFile, type MediaFile } from '../content/media-file.ts';
import { storeMedia } from '../content/media-store.ts';
import { addMedia } from '../content/repository.ts';

/** Keeps images among the media of courses. Answers what notes them: to be called in the transaction that adds what shows them. */
export const keepImages =
  ({ dataDir }: { dataDir: string }) =>
  async (images: ReadonlyMap<string, Buffer>): Promise<(trx: Db) => Promise<void>> => {
    const files = [...images].flatMap(([name, bytes]): MediaFile[] => {
      const file = mediaFile(name, `media/${name}`, { bytes });
      return file === null ? [] : [file];
    });
    await storeMedia(dataDir, files);
    return (trx) => addMedia(trx, files);
  };
export type KeepImages = ReturnType<typeof keepImages>;
