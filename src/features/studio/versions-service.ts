import type { Readable } from 'node:stream';
import type { Db } from '../../db/connection.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import { hasErrors } from '../content/problem.ts';
import { publishReading } from '../content/publish.ts';
import { readSource } from '../content/course-folder.ts';
import { mayPublish } from './access.ts';
import { compareFiles, type FileChange } from './compare.ts';
import { draftRepository } from './draft-repository.ts';
import type { DraftService } from './draft-service.ts';
import { draftSource } from './draft-source.ts';
import type { DraftFile } from './draft.ts';
import { courseZip } from './formats/course-package.ts';
import { duplicateInto } from './duplicate.ts';
import { versionQueries, type VersionEntry, type WrittenCourse } from './version-queries.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  dataDir: string;
  drafts: DraftService;
}

export interface Comparison {
  course: WrittenCourse;
  from: VersionEntry;
  to: VersionEntry;
  /** Null when the files of one of them were not kept. */
  changes: FileChange[] | null;
}

export interface Package {
  name: string;
  content: Readable;
}

const unknown = (): Refusal => new Refusal('not-found', 'error.notFound');

/** What was published of a course: looking back, comparing, going back, taking along. */
export function versionsService({ db, clock, audit, dataDir, drafts }: Needs) {
  const courseFor = async (actor: Actor, courseId: string): Promise<WrittenCourse> => {
    const course = await versionQueries(db).course(courseId);
    const isHers =
      course !== null && mayPublish(actor, { courseId, institutionPath: course.institutionPath });
    if (!isHers) throw unknown();
    return course;
  };

  const versionIn = (versions: readonly VersionEntry[], number: number): VersionEntry => {
    const version = versions.find((one) => one.number === number);
    if (version === undefined) throw unknown();
    return version;
  };

  /** The files of a version; a refusal in words when they were not kept. */
  const filesOf = async (handle: Db, version: VersionEntry): Promise<DraftFile[]> => {
    const files = await versionQueries(handle).files(version.id);
    if (files.length === 0) throw new Refusal('conflict', 'studio.noFilesKept');
    return files;
  };

  const packed = (slug: string, number: number | null, files: Iterable<DraftFile>): Package => ({
    name: number === null ? `${slug}.zip` : `${slug}-v${String(number)}.zip`,
    content: courseZip(dataDir, slug, files),
  });

  return {
    async list(
      actor: Actor,
      courseId: string,
    ): Promise<{ course: WrittenCourse; versions: VersionEntry[]; draftId: string | null }> {
      const course = await courseFor(actor, courseId);
      const draft = await draftRepository(db).ofCourse(courseId);
      const versions = await versionQueries(db).versions(courseId);
      return { course, versions, draftId: draft?.id ?? null };
    },

    /** What changed from one version to another. */
    async compare(actor: Actor, courseId: string, from: number, to: number): Promise<Comparison> {
      const course = await courseFor(actor, courseId);
      const queries = versionQueries(db);
      const versions = await queries.versions(courseId);
      const pair = { from: versionIn(versions, from), to: versionIn(versions, to) };
      const isKnown = pair.from.hasFiles && pair.to.hasFiles;
      const stored = async ({ id }: VersionEntry) =>
        (await queries.files(id)).map(({ path, text, media }) => ({
          path,
          text,
          sha256: media?.sha256 ?? null,
        }));
      const changes = isKnown ? compareFiles(await stored(pair.from), await stored(pair.to)) : null;
      return { course, ...pair, changes };
    },

    /** Opens the draft of a published course, or begins one from the files of its current version. */
    async openDraft(actor: Actor, courseId: string): Promise<string> {
      const course = await courseFor(actor, courseId);
      const versions = await versionQueries(db).versions(courseId);
      return db.transaction(async (trx) => {
        await trx('courses').select('id').where('id', courseId).forUpdate();
        const open = await draftRepository(trx).ofCourse(courseId);
        if (open !== null) return open.id;
        if (await draftRepository(trx).hasSlug(course.slug))
          throw new Refusal('conflict', 'studio.addressInUse');
        const current = versions.find(({ id }) => id === course.currentVersionId);
        if (current === undefined) throw unknown();
        const files = await filesOf(trx, current);
        const given = { slug: course.slug, title: course.title.es, courseId };
        return drafts.begin(trx, actor, given, (desk) => {
          for (const file of files) desk.put(file);
        });
      });
    },

    /** Begins a new course with the files of a version, under another address and another code. */
    async duplicate(actor: Actor, courseId: string, number: number): Promise<string> {
      const course = await courseFor(actor, courseId);
      const version = versionIn(await versionQueries(db).versions(courseId), number);
      return db.transaction(async (trx) => {
        const files = await filesOf(trx, version);
        return duplicateInto(trx, drafts, actor, { slug: course.slug, files });
      });
    },

    /** Publishes the files of an older version again, as the next one. People who are enrolled keep theirs. */
    async goBack(actor: Actor, courseId: string, number: number, note: string): Promise<number> {
      const course = await courseFor(actor, courseId);
      const version = versionIn(await versionQueries(db).versions(courseId), number);
      const files = await filesOf(db, version);
      const reading = readSource(await draftSource(dataDir, course.slug, files));
      if (hasErrors(reading.problems)) throw new Refusal('conflict', 'studio.oldHasErrors');
      return db.transaction(async (trx) => {
        const made = await publishReading(trx, reading, {
          now: clock(),
          origin: 'studio',
          note,
          publishedBy: actor.id,
        });
        if (made === null) throw new Refusal('conflict', 'studio.nothingNew');
        await audit(trx, {
          actorId: actor.id,
          action: 'courses.returned-to',
          objectType: 'course',
          objectId: courseId,
          institutionPath: course.institutionPath,
          details: { course: course.slug, before: number, version: made.number },
        });
        return made.number;
      });
    },

    /** A version as a course folder in a zip. */
    async package(actor: Actor, courseId: string, number: number): Promise<Package> {
      const course = await courseFor(actor, courseId);
      const version = versionIn(await versionQueries(db).versions(courseId), number);
      return packed(course.slug, number, await filesOf(db, version));
    },

    /** A draft as a course folder in a zip. */
    async draftPackage(actor: Actor, draftId: string): Promise<Package> {
      const { draft, files } = await drafts.open(actor, draftId);
      return packed(draft.slug, null, files.values());
    },

    /** A second draft with the same files, under another address and another code. */
    async duplicateDraft(actor: Actor, draftId: string): Promise<string> {
      const { draft, files } = await drafts.open(actor, draftId);
      return db.transaction((trx) =>
        duplicateInto(trx, drafts, actor, { slug: draft.slug, files: files.values() }),
      );
    },
  };
}
export type VersionsService = ReturnType<typeof versionsService>;
