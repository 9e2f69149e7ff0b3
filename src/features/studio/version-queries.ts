import { z } from 'zod';
import { Flag, Instant } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES, type Side } from '../../lib/actor.ts';
import { ORIGINS, type Origin } from '../courses/repository.ts';
import type { DraftFile } from './draft.ts';
import { FileRow } from './draft-repository.ts';

export interface WrittenCourse {
  id: string;
  slug: string;
  code: string;
  title: { es: string; en: string };
  origin: Origin;
  institutionPath: string | null;
  currentVersionId: string;
  isRetired: boolean;
}

export interface VersionEntry {
  id: string;
  number: number;
  publishedAt: Date;
  note: string | null;
  by: { name: string; side: Side } | null;
  /** Whether the files that it was made from are kept. */
  hasFiles: boolean;
}

const CourseRow = z
  .object({
    id: z.string(),
    slug: z.string(),
    code: z.string(),
    title_es: z.string(),
    title_en: z.string(),
    origin: z.enum(ORIGINS),
    institution_path: z.string().nullable(),
    current_version_id: z.string(),
    retired: Flag,
  })
  .transform((row): WrittenCourse => ({
    id: row.id,
    slug: row.slug,
    code: row.code,
    title: { es: row.title_es, en: row.title_en },
    origin: row.origin,
    institutionPath: row.institution_path,
    currentVersionId: row.current_version_id,
    isRetired: row.retired,
  }));

const VersionRow = z
  .object({
    id: z.string(),
    number: z.number(),
    published_at: Instant,
    note: z.string().nullable(),
    by_name: z.string().nullable(),
    by_side: z.enum(SIDES).nullable(),
    has_files: Flag,
  })
  .transform((row): VersionEntry => ({
    id: row.id,
    number: row.number,
    publishedAt: row.published_at,
    note: row.note,
    by:
      row.by_name === null || row.by_side === null
        ? null
        : { name: row.by_name, side: row.by_side },
    hasFiles: row.has_files,
  }));

/** Published courses and their versions, as whoever writes them sees them. */
export const versionQueries = (db: Db) => {
  const courses = () =>
    db('courses as c')
      .join('course_versions as v', 'v.id', 'c.current_version_id')
      .leftJoin('institutions as i', 'i.id', 'c.institution_id')
      .select(
        'c.id',
        'c.slug',
        'c.code',
        'v.title_es',
        'v.title_en',
        'c.origin',
        'i.path as institution_path',
        'c.current_version_id',
        db.raw('c.retired_at is not null as retired'),
      );
  const versions = () =>
    db('course_versions as v')
      .leftJoin('people as p', (join) => {
        join.on('p.id', 'v.published_by').andOnVal('p.status', '<>', 'closed');
      })
      .select(
        'v.id',
        'v.number',
        'v.published_at',
        'v.note',
        'p.display_name as by_name',
        'p.side as by_side',
        db.raw(
          'exists (select 1 from course_version_files f where f.version_id = v.id) as has_files',
        ),
      );
  return {
    /** Every published course by its code. */
    async courses(): Promise<WrittenCourse[]> {
      return z.array(CourseRow).parse(await courses().orderBy('c.code'));
    },

    async course(id: string): Promise<WrittenCourse | null> {
      const row: unknown = await courses().where('c.id', id).first();
      return row === undefined ? null : CourseRow.parse(row);
    },

    /** The files of a version, by path; none for one that was published before files were kept. */
    async files(versionId: string): Promise<DraftFile[]> {
      const rows: unknown = await db('course_version_files as f')
        .leftJoin('media_files as m', 'm.sha256', 'f.sha256')
        .where('f.version_id', versionId)
        .select('f.path', 'f.text', 'f.sha256', 'm.type', 'm.bytes', db.raw('0 as revision'));
      return z
        .array(FileRow)
        .parse(rows)
        .sort((a, b) => (a.path < b.path ? -1 : 1));
    },

    /** The versions of a course, the newest first. */
    async versions(courseId: string): Promise<VersionEntry[]> {
      const rows: unknown = await versions()
        .where('v.course_id', courseId)
        .orderBy('v.number', 'desc');
      return z.array(VersionRow).parse(rows);
    },
  };
};
