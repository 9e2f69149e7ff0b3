import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { newId } from '../../lib/random-code.ts';
import { CourseDocument } from './document.ts';

export interface CourseVersion {
  id: string;
  courseId: string;
  number: number;
  publishedAt: Date;
  document: CourseDocument;
}

const VersionRow = z.object({
  id: z.string(),
  course_id: z.string(),
  number: z.number(),
  published_at: Instant,
  document: z.string(),
});

const KEPT = 200;

/**
 * Published versions. They never change, so each is read and parsed once in a process; the newest version of every course
 * is looked up at each call, since another process may have published one.
 */
export const courseVersions = (reads: Reads) => {
  const cache = new Map<string, CourseVersion>();

  const load = async (where: string, bindings: string[]): Promise<CourseVersion | null> => {
    const [row] = await reads.all(
      `select v.id, v.course_id, v.number, v.published_at, v.document
         from course_versions v join courses c on c.id = v.course_id where ${where}`,
      bindings,
    );
    if (row === undefined) return null;
    const parsed = VersionRow.parse(row);
    const version: CourseVersion = {
      id: parsed.id,
      courseId: parsed.course_id,
      number: parsed.number,
      publishedAt: parsed.published_at,
      // What an earlier release published lacks what came since: the schema fills it in.
      document: CourseDocument.parse(JSON.parse(parsed.document)),
    };
    if (cache.size >= KEPT) cache.clear();
    cache.set(version.id, version);
    return version;
  };

  return {
    /** A version by its id; the usual call, answered from memory. */
    async byId(id: string): Promise<CourseVersion | null> {
      return cache.get(id) ?? load('v.id = ?', [id]);
    },

    /** The newest version of a course, also of a retired one, or null when nobody published one. */
    async latestOf(slug: string): Promise<CourseVersion | null> {
      const [row] = await reads.all('select current_version_id as id from courses where slug = ?', [
        slug,
      ]);
      const id = (row as { id: string | null } | undefined)?.id;
      return id === undefined || id === null ? null : this.byId(id);
    },

    /** The newest version of an open course, or null when there is none. */
    async currentOf(slug: string): Promise<CourseVersion | null> {
      const [row] = await reads.all(
        'select current_version_id as id from courses where slug = ? and retired_at is null',
        [slug],
      );
      const id = (row as { id: string | null } | undefined)?.id;
      return id === undefined || id === null ? null : this.byId(id);
    },

    /** The newest version of every open course, by code. */
    async allCurrent(): Promise<CourseVersion[]> {
      const rows = (await reads.all(
        'select current_version_id as id from courses where retired_at is null and current_version_id is not null order by code',
        [],
      )) as { id: string }[];
      const versions = await Promise.all(rows.map(({ id }) => this.byId(id)));
      return versions.filter((version) => version !== null);
    },
  };
};
export type CourseVersions = ReturnType<typeof courseVersions>;

/** Who writes a course: the folders of `content/`, people in the studio, or packages that come from the command line. */
export const ORIGINS = ['files', 'studio', 'package'] as const;
export type Origin = (typeof ORIGINS)[number];

/** Closes to new people every open course but these, of those that files write. Answers the slugs of those that it closed. */
export async function retireAllBut(
  trx: Db,
  slugs: readonly string[],
  now: Date,
): Promise<string[]> {
  const retired = await trx('courses')
    .whereNull('retired_at')
    .where('origin', 'files')
    .whereNotIn('slug', [...slugs])
    .update({ retired_at: toColumn(now) })
    .returning('slug');
  return z
    .array(z.object({ slug: z.string() }))
    .parse(retired)
    .map(({ slug }) => slug)
    .sort();
}

/** Opens a retired course again. Answers whether it had been retired. */
export async function reopenCourse(trx: Db, slug: string): Promise<boolean> {
  const reopened = await trx('courses')
    .where({ slug })
    .whereNotNull('retired_at')
    .update({ retired_at: null });
  return reopened > 0;
}

const CourseRow = z
  .object({ id: z.string(), slug: z.string(), origin: z.enum(ORIGINS) })
  .transform(({ id, slug, origin }) => ({ id, slug, origin }));

/** A course by a column that names one, published or retired; null when there is none. */
export async function courseBy(
  db: Db,
  column: 'id' | 'slug' | 'code',
  value: string,
): Promise<z.output<typeof CourseRow> | null> {
  const row: unknown = await db('courses').where(column, value).first();
  return row === undefined ? null : CourseRow.parse(row);
}

export interface Publication {
  document: CourseDocument;
  /** Digest of the document. */
  digest: string;
  now: Date;
  origin?: Origin;
  /** What changed, in the words of whoever published it. */
  note?: string;
  publishedBy?: string;
  /** Whose course it is, said when it is new. */
  institutionId?: string | null;
}

/**
 * Publishes a document as the next version of its course. Answers null when the newest version has this digest already,
 * so that repeating a sync changes nothing.
 */
export async function publishVersion(
  trx: Db,
  { document, digest, now, origin = 'files', note, publishedBy, institutionId }: Publication,
): Promise<{ courseId: string; versionId: string; number: number; isNew: boolean } | null> {
  const course = await courseBy(trx, 'slug', document.slug);
  const courseId = course?.id ?? newId();
  if (course === null) {
    await trx('courses').insert({
      id: courseId,
      slug: document.slug,
      code: document.code,
      created_at: toColumn(now),
      institution_id: institutionId ?? null,
    });
  }
  const newest = z
    .object({ number: z.number(), digest: z.string() })
    .optional()
    .parse(
      await trx('course_versions').where('course_id', courseId).orderBy('number', 'desc').first(),
    );
  if (newest?.digest === digest) return null;
  const versionId = newId();
  const number = (newest?.number ?? 0) + 1;
  await trx('course_versions').insert({
    id: versionId,
    course_id: courseId,
    number,
    digest,
    published_at: toColumn(now),
    note: note ?? null,
    published_by: publishedBy ?? null,
    title_es: document.title.es,
    title_en: document.title.en,
    search_text: toSearchText(
      [
        document.code,
        document.title.es,
        document.title.en,
        document.summary.es,
        document.summary.en,
      ].join(' '),
    ),
    document: JSON.stringify(document),
  });
  await trx('courses')
    .where('id', courseId)
    .update({ current_version_id: versionId, code: document.code, retired_at: null, origin });
  return { courseId, versionId, number, isNew: course === null };
}
