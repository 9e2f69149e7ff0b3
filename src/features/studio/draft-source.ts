import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { filesSource, type CourseSource, type SourceFile } from '../content/course-source.ts';
import { mediaFolder } from '../content/media-store.ts';
import { mediaName } from '../content/repository.ts';
import type { DraftFile } from './draft.ts';

/** Of pictures everything is read, which is little; of the rest enough to know what they are. */
const WHOLE = 200_000;
const BEGINNING = 4_096;

/** The files of a draft as a course, with what stands in an editor in the place of what is saved. */
export async function draftSource(
  dataDir: string,
  slug: string,
  files: Iterable<DraftFile>,
  typed: ReadonlyMap<string, string> = new Map(),
): Promise<CourseSource> {
  const found = new Map<string, SourceFile>();
  for (const { path, text, media } of files) {
    if (text !== null) found.set(path, { bytes: Buffer.from(text) });
    else if (media !== null) found.set(path, await mediaSource(dataDir, media));
  }
  for (const [path, text] of typed) found.set(path, { bytes: Buffer.from(text) });
  return filesSource(slug, found);
}

async function mediaSource(
  dataDir: string,
  media: NonNullable<DraftFile['media']>,
): Promise<SourceFile> {
  const { sha256, bytes: length, type } = media;
  const wanted = type.startsWith('image/') || type.startsWith('text/') ? WHOLE : BEGINNING;
  const bytes = await beginningOf(join(mediaFolder(dataDir), mediaName(media)), wanted);
  return bytes.length === length ? { bytes } : { bytes, kept: { sha256, length } };
}

/** Bytes that are gone, which the check of media then tells, are none. */
async function beginningOf(path: string, count: number): Promise<Buffer> {
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return Buffer.alloc(0);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
