import { createHash } from 'node:crypto';
import type { Db } from '../../db/connection.ts';
import { remark, type ReadItem, type Remark } from './formats/format.ts';
import { beginning } from './formats/tidy.ts';
import { imageName, imagesOf, mediaNameOf, renamed } from './images.ts';
import type { DrawAnew } from './ports.ts';

/** The most images that one import brings, and the heaviest that is looked at. */
export const IMAGES = { most: 200, bytes: 10_000_000 } as const;

export type Picture = { name: string } | { reason: Remark };

/** The images of one import, drawn anew. */
export interface Pictures {
  take(bytes: Buffer): Promise<Picture>;
  /** Those that were taken, by their names. */
  all(): ReadonlyMap<string, Buffer>;
}

const digestOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

const isKept = async (db: Db, sha256: string): Promise<boolean> => {
  const row: unknown = await db('media_files')
    .where({ sha256, type: 'image/webp' })
    .first('sha256');
  return row !== undefined;
};

/** Draws each image once. One that this server has drawn before stays as it is, however often it goes out and comes in. */
export function picturesOf({ db, draw }: { db: Db; draw: DrawAnew }): Pictures {
  const seen = new Map<string, Picture>();
  const taken = new Map<string, Buffer>();

  const look = async (bytes: Buffer, sha256: string): Promise<Picture> => {
    if (bytes.length > IMAGES.bytes)
      return {
        reason: remark('formats.note.imageHeavy', { megabytes: IMAGES.bytes / 1_000_000 }),
      };
    if (taken.size >= IMAGES.most)
      return { reason: remark('formats.note.tooManyImages', { most: IMAGES.most }) };
    if (await isKept(db, sha256)) {
      taken.set(imageName(sha256), bytes);
      return { name: imageName(sha256) };
    }
    const drawn = await draw(bytes);
    if (!drawn.ok) return { reason: drawn.reason };
    const name = imageName(digestOf(drawn.bytes));
    taken.set(name, drawn.bytes);
    return { name };
  };

  return {
    async take(bytes) {
      const sha256 = digestOf(bytes);
      const known = seen.get(sha256) ?? (await look(bytes, sha256));
      seen.set(sha256, known);
      return known;
    },
    all: () => taken,
  };
}

/** A question with the images that came with it, and what was said of those that did not stay. */
export async function withPictures(read: ReadItem, pictures: Pictures): Promise<ReadItem> {
  if (read.media.length === 0) return read;
  const shown = new Set(imagesOf(read.item).map(({ name }) => name));
  const names = new Map<string, string | null>();
  const notes = [...read.notes];
  for (const { name, bytes } of read.media) {
    const told = beginning(name);
    if (!shown.has(name)) {
      notes.push(remark('formats.note.imageUnused', { name: told }));
      continue;
    }
    const picture = await pictures.take(Buffer.from(bytes));
    if ('reason' in picture) {
      notes.push(remark('formats.note.imageLeft', { name: told }), picture.reason);
      names.set(name, null);
    } else names.set(name, picture.name);
  }
  return { ...read, item: renamed(read.item, names), media: [], notes };
}

/** Names in a text that mean an image of this server, which is not there. */
export async function missingImages(db: Db, { item }: ReadItem): Promise<string[]> {
  const missing: string[] = [];
  for (const { name } of imagesOf(item)) {
    const begin = mediaNameOf(name)?.replace('.webp', '');
    const row: unknown =
      begin === undefined
        ? undefined
        : await db('media_files').where('sha256', 'like', `${begin}%`).first('sha256');
    if (row === undefined) missing.push(name);
  }
  return missing;
}
