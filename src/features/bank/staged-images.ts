import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Images of questions that were read and not added yet: a folder for each import, beside what the studio holds for a day, and
 * gone with it.
 */
export function stagedImages(dataDir: string) {
  const folderOf = (id: string): string => join(dataDir, 'staged', id);
  return {
    folderOf,

    async put(id: string, images: ReadonlyMap<string, Buffer>): Promise<void> {
      if (images.size === 0) return;
      await mkdir(folderOf(id), { recursive: true, mode: 0o700 });
      for (const [name, bytes] of images)
        await writeFile(join(folderOf(id), name), bytes, { mode: 0o600 });
    },

    /** Those of these images that came with the import. */
    async take(id: string, names: Iterable<string>): Promise<Map<string, Buffer>> {
      const found = new Map<string, Buffer>();
      for (const name of names) {
        const bytes = await readFile(join(folderOf(id), name)).catch(() => null);
        if (bytes !== null) found.set(name, bytes);
      }
      return found;
    },

    async remove(id: string): Promise<void> {
      await rm(folderOf(id), { recursive: true, force: true });
    },
  };
}
export type StagedImages = ReturnType<typeof stagedImages>;
