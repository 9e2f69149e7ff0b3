import { z } from 'zod';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { MEDIA_TYPES, type MediaFile } from './media-file.ts';

const BATCH = 200;

/** Notes which media there are; those known already stay as they are. */
export async function addMedia(trx: Db, files: readonly MediaFile[]): Promise<void> {
  const rows = [...new Map(files.map((file) => [file.sha256, file])).values()].map(
    ({ sha256, type, length }) => ({ sha256, type, bytes: length }),
  );
  for (let from = 0; from < rows.length; from += BATCH) {
    await trx('media_files')
      .insert(rows.slice(from, from + BATCH))
      .onConflict('sha256')
      .ignore();
  }
}

const MediaRow = z.object({ sha256: z.string(), type: z.string() });
export type MediaRow = z.output<typeof MediaRow>;

export const MediaFileRow = MediaRow.extend({ bytes: z.number() });

/** What the file of a row is called in the media folder. */
export function mediaName({ sha256, type }: MediaRow): string {
  const ending = Object.keys(MEDIA_TYPES).find((one) => MEDIA_TYPES[one]?.type === type);
  return `${sha256}.${ending ?? 'bin'}`;
}

/** The file whose digest begins so. */
export async function findMedia(reads: Reads, begin: string): Promise<MediaRow | null> {
  const [row] = await reads.all(
    'select sha256, type from media_files where sha256 like ? limit 1',
    [`${begin}%`],
  );
  return row === undefined ? null : MediaRow.parse(row);
}

interface ListRow {
  id: string;
  document: string;
  verified_on?: string | null;
}

/** Makes a reference table hold these rows, in this order, and no others. */
export async function replaceList(
  trx: Db,
  table: 'learning_paths' | 'support_lines' | 'support_texts' | 'reformed_laws',
  rows: readonly ListRow[],
): Promise<void> {
  await trx(table)
    .whereNotIn(
      'id',
      rows.map(({ id }) => id),
    )
    .delete();
  if (rows.length === 0) return;
  const numbered = rows.map((row, position) => ({ ...row, position }));
  await trx(table).insert(numbered).onConflict('id').merge();
}
