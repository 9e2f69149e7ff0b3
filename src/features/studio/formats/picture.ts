import { writeFile } from 'node:fs/promises';
import { MEDIA_TYPES } from '../../content/media-file.ts';
import { FileRefused, problem } from './problem.ts';

const PIXELS = 60_000_000;
/** No phone shows more, and two columns of a computer neither. */
const WIDEST = 1280;
/** Tried in this order until the picture weighs what one may weigh. */
const TRIES = [
  { width: WIDEST, quality: 78 },
  { width: 1080, quality: 72 },
  { width: 900, quality: 66 },
  { width: 720, quality: 60 },
  { width: 560, quality: 50 },
  { width: 420, quality: 40 },
  { width: 320, quality: 30 },
];

export interface Picture {
  bytes: Buffer;
  width: number;
  height: number;
}

/**
 * The picture drawn anew: upright, without anything that the camera or the program wrote beside it (place, time, name), and
 * no heavier than a lesson's picture may be. Throws `FileRefused` for what is no picture.
 */
export async function redrawn(source: Buffer | string): Promise<Picture> {
  const { default: sharp } = await import('sharp');
  const limit = MEDIA_TYPES['webp']?.limit ?? 0;
  try {
    const options = { limitInputPixels: PIXELS, failOn: 'error', animated: false } as const;
    for (const { width, quality } of TRIES) {
      const { data, info } = await sharp(source, options)
        .rotate()
        .resize({ width, height: width * 2, fit: 'inside', withoutEnlargement: true })
        .webp({ quality, effort: 4 })
        .toBuffer({ resolveWithObject: true });
      if (data.length <= limit) return { bytes: data, width: info.width, height: info.height };
    }
  } catch (error) {
    const isHuge = /pixel limit/i.test((error as Error).message);
    throw new FileRefused(problem(isHuge ? 'file.picture.pixels' : 'file.picture.damaged'));
  }
  throw new FileRefused(problem('file.picture.heavy'));
}

/** Takes what a camera wrote beside a picture out of it, if it wrote anything; otherwise every byte stays. */
export async function barePicture(path: string): Promise<void> {
  const { default: sharp } = await import('sharp');
  try {
    const options = { limitInputPixels: PIXELS, failOn: 'error' } as const;
    const { exif, xmp, iptc, comments } = await sharp(path, options).metadata();
    if ([exif, xmp, iptc, comments].every((one) => one === undefined)) return;
    const bytes = await sharp(path, options).rotate().toBuffer();
    await writeFile(path, bytes, { mode: 0o600 });
  } catch {
    throw new FileRefused(problem('file.picture.damaged'));
  }
}
