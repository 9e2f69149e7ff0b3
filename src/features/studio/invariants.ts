import { z } from 'zod';
import { batches } from '../../db/batches.ts';
import { json } from '../../db/columns.ts';
import type { View } from '../../db/dialect/dialect.ts';
import { idsOf, type Invariant } from '../../db/invariant.ts';
import { sha256Of } from '../../lib/canonical-json.ts';
import { isTextPath } from '../content/version-files.ts';
import { COURSE_FILE } from './course-file.ts';
import { MEDIA_PATH } from './desk.ts';
import { lessonPath } from './lesson-file.ts';

/** Documents of courses are long. */
const AT_ONCE = 5;

/**
 * What holds of courses that are written and published. What a draft says may be unfinished or wrong: that is told to its
 * author, and is no rule of the data.
 */
export const studioInvariants: Invariant[] = [
  {
    // An address is of one open draft, as an index of the database sees to: so no course has two of them.
    key: 'verify.drafts',
    broken: ({ db }) =>
      idsOf(
        db('course_drafts as d')
          .join('courses as c', 'c.id', 'd.course_id')
          .whereNull('d.archived_at')
          .whereRaw('d.slug <> c.slug'),
        'd.id',
      ),
  },
  { key: 'verify.draftFiles', broken: wrongFiles },
  { key: 'verify.courseVersions', broken: wrongNumbers },
  { key: 'verify.courseDocuments', broken: wrongDocuments },
  { key: 'verify.versionFiles', broken: withoutFiles },
];

const File = z.object({
  draft_id: z.string(),
  path: z.string(),
  sha256: z.string().nullable(),
  lacks_text: z.coerce.boolean(),
  revision: z.number(),
  newest: z.number(),
});

/** A file is text or media, under a path of its kind, and of a revision that there was. */
async function* wrongFiles({ db }: View): AsyncIterable<string> {
  const files = db('course_draft_files as f')
    .join('course_drafts as d', 'd.id', 'f.draft_id')
    .select('f.draft_id', 'f.path', 'f.sha256', 'f.revision', 'd.revision as newest')
    .select(db.raw('(f.text is null) as lacks_text'));
  for await (const rows of batches(files, ['f.draft_id', 'f.path']))
    for (const row of rows) {
      const { draft_id: draft, path, sha256, lacks_text, revision, newest } = File.parse(row);
      const isOne = lacks_text === (sha256 !== null);
      const isItsKind = sha256 === null ? isTextPath(path) : MEDIA_PATH.test(path);
      if (!isOne || !isItsKind || revision < 1 || revision > newest) yield `${draft}/${path}`;
    }
}

const Course = z.object({ id: z.string(), current_version_id: z.string().nullable() });
const Version = z.object({ id: z.string(), course_id: z.string(), number: z.number() });

/** Versions of a course run from 1 on, and its newest one is what people get. */
async function* wrongNumbers({ db }: View): AsyncIterable<string> {
  const courses = db('courses').select('id', 'current_version_id');
  for await (const rows of batches(courses, ['id'])) {
    const found = z.array(Course).parse(rows);
    const versions: unknown = await db('course_versions')
      .whereIn(
        'course_id',
        found.map(({ id }) => id),
      )
      .orderBy(['course_id', 'number'])
      .select('id', 'course_id', 'number');
    const known = new Map<string, z.output<typeof Version>[]>();
    for (const version of z.array(Version).parse(versions)) {
      const before = known.get(version.course_id) ?? [];
      before.push(version);
      known.set(version.course_id, before);
    }
    for (const { id, current_version_id: current } of found) {
      const own = known.get(id) ?? [];
      const isWhole = own.every(({ number }, at) => number === at + 1);
      if (!isWhole || own.at(-1)?.id !== current) yield id;
    }
  }
}

const Document = z.object({
  id: z.string(),
  digest: z.string(),
  document: z.string(),
});
const Outline = json(
  z.object({
    modules: z.array(z.object({ id: z.string(), lessons: z.array(z.string()) })),
    lessons: z.array(z.object({ id: z.string(), moduleId: z.string() })),
    media: z.record(z.string(), z.object({ sha256: z.string() })),
  }),
);

const documents = ({ db }: View) =>
  batches(db('course_versions').select('id', 'digest', 'document'), ['id'], AT_ONCE);

/** What was published is what was published, and each lesson stands in one place, in the order of the modules. */
async function* wrongDocuments(view: View): AsyncIterable<string> {
  for await (const rows of documents(view))
    for (const row of rows) {
      const { id, digest, document } = Document.parse(row);
      const outline = Outline.safeParse(document).data;
      const placed = outline?.modules.flatMap((one) => one.lessons.map((l) => `${one.id} ${l}`));
      const there = outline?.lessons.map((lesson) => `${lesson.moduleId} ${lesson.id}`);
      const isOnce = new Set(outline?.lessons.map((lesson) => lesson.id)).size === there?.length;
      if (sha256Of(document) !== digest || !isOnce || placed?.join() !== there.join()) yield id;
    }
}

const Kept = z.object({ path: z.string(), sha256: z.string().nullable() });

/** A version that keeps its files keeps what it was made from: the course, its lessons and its media. */
async function* withoutFiles(view: View): AsyncIterable<string> {
  for await (const rows of documents(view))
    for (const row of rows) {
      const { id, document } = Document.parse(row);
      const outline = Outline.safeParse(document).data;
      const kept: unknown = await view
        .db('course_version_files')
        .where('version_id', id)
        .select('path', 'sha256');
      const files = new Map(
        z
          .array(Kept)
          .parse(kept)
          .map((one) => [one.path, one.sha256]),
      );
      if (files.size === 0 || outline === undefined) continue;
      const texts = [COURSE_FILE, ...outline.lessons.map((lesson) => lessonPath(lesson.id))];
      const media = Object.entries(outline.media);
      const isWhole =
        texts.every((path) => files.get(path) === null) &&
        media.every(([name, { sha256 }]) => files.get(`media/${name}`) === sha256);
      if (!isWhole) yield id;
    }
}
