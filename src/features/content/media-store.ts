import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { MediaFile } from './media-file.ts';

/** Where the bytes of media lie. */
export const mediaFolder = (dataDir: string): string => join(dataDir, 'media');

/**
 * Keeps the bytes of files under their digest. A file is there whole or not at all, also after a power cut; one that is
 * there already is left alone.
 */
export async function storeMedia(dataDir: string, files: readonly MediaFile[]): Promise<void> {
  const folder = mediaFolder(dataDir);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  let written = 0;
  for (const file of files) {
    const { sha256, extension, length } = file;
    const path = join(folder, `${sha256}.${extension}`);
    const known = await stat(path).catch(() => null);
    if (known?.size === length) continue;
    const unfinished = `${path}.${randomBytes(6).toString('hex')}.tmp`;
    try {
      const handle = await open(unfinished, 'wx', 0o600);
      try {
        await write(file, handle);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, path);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    written += 1;
  }
  if (written > 0) await syncFolder(folder);
}

/** Writes the bytes that the digest names, from memory or from where they lie; other ones are refused. */
async function write(
  { sha256, bytes, length, path }: MediaFile,
  handle: FileHandle,
): Promise<void> {
  if (bytes.length === length) {
    await handle.writeFile(bytes);
    return;
  }
  const hash = createHash('sha256');
  if (path !== undefined)
    for await (const slice of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(slice);
      await handle.writeFile(slice);
    }
  if (hash.digest('hex') !== sha256) throw new Error(`The bytes of ${sha256} are gone`);
}

/** Makes the new names last. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
