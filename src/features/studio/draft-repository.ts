import type { Knex } from 'knex';
import { z } from 'zod';
import { Instant, toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import { SIDES } from '../../lib/actor.ts';
import { Refusal } from '../../lib/errors.ts';
import { newId } from '../../lib/random-code.ts';
import { foldUsername } from '../../lib/username.ts';
import type { Draft, DraftFile } from './draft.ts';

const Row = z
  .object({
    id: z.string(),
    course_id: z.string().nullable(),
    slug: z.string(),
    title: z.string(),
    owner_id: z.string().nullable(),
    owner_name: z.string().nullable(),
    owner_side: z.enum(SIDES).nullable(),
    institution_id: z.string().nullable(),
    institution: z.string().nullable(),
    institution_path: z.string().nullable(),
    revision: z.number(),
    updated_at: Instant,
  })
  .transform((row): Draft => ({
    id: row.id,
    courseId: row.course_id,
    slug: row.slug,
    title: row.title,
    ownerId: row.owner_id,
    owner:
      row.owner_name === null || row.owner_side === null
        ? null
        : { name: row.owner_name, side: row.owner_side },
    institution: row.institution,
    institutionId: row.institution_id,
    institutionPath: row.institution_path,
    revision: row.revision,
    updatedAt: row.updated_at,
  }));

/** A file of a draft or of a version, with its media's row. */
export const FileRow = z
  .object({
    path: z.string(),
    text: z.string().nullable(),
    sha256: z.string().nullable(),
    type: z.string().nullable(),
    bytes: z.number().nullable(),
    revision: z.number(),
  })
  .transform(({ path, text, sha256, type, bytes, revision }): DraftFile => ({
    path,
    text,
    media: sha256 === null ? null : { sha256, type: type ?? '', bytes: bytes ?? 0 },
    revision,
  }));

const LISTED = 300;
const BATCH = 100;

/** What is written into a draft under a path. */
export type Written = { text: string } | { sha256: string };

const opened = (db: Db): Knex.QueryBuilder =>
  db('course_drafts as d')
    .leftJoin('people as p', (join) => {
      join.on('p.id', 'd.owner_id').andOnVal('p.status', '<>', 'closed');
    })
    .leftJoin('institutions as i', 'i.id', 'd.institution_id')
    .whereNull('d.archived_at')
    .select(
      'd.id',
      'd.course_id',
      'd.slug',
      'd.title',
      'd.owner_id',
      'p.display_name as owner_name',
      'p.side as owner_side',
      'd.institution_id',
      'i.short_name as institution',
      'i.path as institution_path',
      'd.revision',
      'd.updated_at',
    );

export const draftRepository = (db: Db) => ({
  /** Open drafts, the one that was changed last first. */
  async all(): Promise<Draft[]> {
    const rows: unknown = await opened(db).orderBy('d.updated_at', 'desc').limit(LISTED);
    return z.array(Row).parse(rows);
  },

  async byId(id: string): Promise<Draft | null> {
    const row: unknown = await opened(db).where('d.id', id).first();
    return row === undefined ? null : Row.parse(row);
  },

  /** The open draft of a published course. */
  async ofCourse(courseId: string): Promise<Draft | null> {
    const row: unknown = await opened(db).where('d.course_id', courseId).first();
    return row === undefined ? null : Row.parse(row);
  },

  /** Whether an address is taken by another open draft. */
  async hasSlug(slug: string): Promise<boolean> {
    const row: unknown = await db('course_drafts').where({ slug, archived_at: null }).first('id');
    return row !== undefined;
  },

  /** Keeps other writers of the draft waiting until the transaction ends. */
  async lock(id: string): Promise<void> {
    await db('course_drafts').where('id', id).forUpdate().first('id');
  },

  /** Refuses what somebody else began at the same moment. */
  async add(
    draft: Pick<Draft, 'courseId' | 'slug' | 'title' | 'institutionId'> & { ownerId: string },
    now: Date,
  ): Promise<string> {
    const id = newId();
    const row = {
      id,
      course_id: draft.courseId,
      slug: draft.slug,
      title: draft.title,
      owner_id: draft.ownerId,
      institution_id: draft.institutionId,
      revision: 0,
      created_at: toColumn(now),
      updated_at: toColumn(now),
    };
    const added: unknown[] = await db('course_drafts')
      .insert(row)
      .onConflict()
      .ignore()
      .returning('id');
    if (added.length === 0) throw new Refusal('conflict', 'studio.addressInUse');
    return id;
  },

  async change(
    id: string,
    set: Partial<{ title: string; slug: string; courseId: string; revision: number }>,
    now: Date,
  ): Promise<void> {
    const { courseId, ...columns } = set;
    await db('course_drafts')
      .where('id', id)
      .update({
        ...columns,
        ...(courseId === undefined ? {} : { course_id: courseId }),
        updated_at: toColumn(now),
      });
  },

  /** Answers whether it was open. */
  async archive(id: string, now: Date): Promise<boolean> {
    const changed = await db('course_drafts')
      .where('id', id)
      .whereNull('archived_at')
      .update({ archived_at: toColumn(now) });
    return changed > 0;
  },

  /** The files of a draft by path. */
  async files(id: string): Promise<Map<string, DraftFile>> {
    const rows: unknown = await db('course_draft_files as f')
      .leftJoin('media_files as m', 'm.sha256', 'f.sha256')
      .where('f.draft_id', id)
      .select('f.path', 'f.text', 'f.sha256', 'm.type', 'm.bytes', 'f.revision');
    const files = z.array(FileRow).parse(rows);
    return new Map(
      files.sort((a, b) => (a.path < b.path ? -1 : 1)).map((file) => [file.path, file]),
    );
  },

  /** Writes and removes files, as one revision. */
  async write(
    id: string,
    revision: number,
    files: ReadonlyMap<string, Written | null>,
    now: Date,
  ): Promise<void> {
    const gone = [...files].filter(([, file]) => file === null).map(([path]) => path);
    for (let from = 0; from < gone.length; from += BATCH) {
      await db('course_draft_files')
        .where('draft_id', id)
        .whereIn('path', gone.slice(from, from + BATCH))
        .delete();
    }
    const rows = [...files].flatMap(([path, file]) =>
      file === null
        ? []
        : [
            {
              draft_id: id,
              path,
              text: 'text' in file ? file.text : null,
              sha256: 'sha256' in file ? file.sha256 : null,
              revision,
              updated_at: toColumn(now),
            },
          ],
    );
    for (let from = 0; from < rows.length; from += BATCH) {
      await db('course_draft_files')
        .insert(rows.slice(from, from + BATCH))
        .onConflict(['draft_id', 'path'])
        .merge();
    }
  },
});

const Named = z.object({ id: z.string(), institution_id: z.string().nullable() }).optional();

/** Somebody active by her user name, as the owner of a new draft. */
export async function ownerNamed(
  db: Db,
  username: string,
): Promise<{ id: string; institutionId: string | null } | null> {
  const row = Named.parse(
    await db('people')
      .where({ username: foldUsername(username), status: 'active' })
      .first('id', 'institution_id'),
  );
  return row === undefined ? null : { id: row.id, institutionId: row.institution_id };
}
