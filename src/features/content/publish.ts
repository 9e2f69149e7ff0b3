import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import { publishVersion, type Publication } from '../courses/repository.ts';
import type { CourseReading } from './course-folder.ts';
import { addMedia } from './repository.ts';
import { keepVersionFiles, storedFiles } from './version-files.ts';

type Given = Omit<Publication, 'document' | 'digest'>;

/**
 * Publishes what was read as the next version of its course, with the files it was made from; their bytes must lie in the data
 * folder already. Null when the newest version says the same: then that one gets its files, if it was published before files
 * were kept.
 */
export async function publishReading(
  trx: Db,
  reading: CourseReading,
  given: Given,
): ReturnType<typeof publishVersion> {
  const { document, media, slug } = reading;
  if (document === null) throw new Error(`${slug} has errors and cannot be published`);
  await addMedia(trx, media);
  const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex');
  const made = await publishVersion(trx, { ...given, document, digest });
  const versionId = made?.versionId ?? (await versionWithoutFiles(trx, slug));
  if (versionId !== null) await keepVersionFiles(trx, versionId, storedFiles(reading));
  return made;
}

async function versionWithoutFiles(trx: Db, slug: string): Promise<string | null> {
  const row: unknown = await trx('courses as c')
    .leftJoin('course_version_files as f', 'f.version_id', 'c.current_version_id')
    .where('c.slug', slug)
    .whereNull('f.path')
    .first('c.current_version_id as id');
  return z.object({ id: z.string().nullable() }).optional().parse(row)?.id ?? null;
}
