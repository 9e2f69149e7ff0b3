import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { CourseReading } from './course-folder.ts';
import { pathsOf } from './course-source.ts';

/** A file of a course as it is kept: its text, or the digest of its bytes, which lie in the data folder. */
export const StoredFile = z
  .object({ path: z.string(), text: z.string().nullable(), sha256: z.string().nullable() })
  .transform(({ path, text, sha256 }) => ({ path, text, sha256 }));
export type StoredFile = z.output<typeof StoredFile>;

const BATCH = 100;
const TEXT =
  /^(?:course\.yml|glossary\.yml|exceptions\.yml|(?:lessons|guides)\/[^/]+\.md|questions\/[^/]+\.yml)$/;

/** Whether a path is one of a course's texts. What is neither text nor media is no part of a course. */
export const isTextPath = (path: string): boolean => TEXT.test(path);

/** The files that a version is made from, byte for byte; what does not belong to a course is left out. */
export function storedFiles({ source, media }: CourseReading): StoredFile[] {
  const digests = new Map(media.map(({ file, sha256 }) => [file, sha256]));
  return pathsOf(source).flatMap((path): StoredFile[] => {
    const sha256 = digests.get(path);
    if (sha256 !== undefined) return [{ path, text: null, sha256 }];
    const file = isTextPath(path) ? source.file(path) : null;
    return file === null ? [] : [{ path, text: file.bytes.toString('utf8'), sha256: null }];
  });
}

/** Keeps the files of a version. Those of a version never change, so keeping them again does nothing. */
export async function keepVersionFiles(
  trx: Db,
  versionId: string,
  files: readonly StoredFile[],
): Promise<void> {
  for (let from = 0; from < files.length; from += BATCH) {
    const rows = files
      .slice(from, from + BATCH)
      .map((file) => ({ version_id: versionId, ...file }));
    await trx('course_version_files').insert(rows).onConflict(['version_id', 'path']).ignore();
  }
}

/** The files of a version, by path; none for a version that was published before files were kept. */
export async function versionFiles(db: Db, versionId: string): Promise<StoredFile[]> {
  const rows: unknown = await db('course_version_files')
    .where('version_id', versionId)
    .select('path', 'text', 'sha256');
  return z
    .array(StoredFile)
    .parse(rows)
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
