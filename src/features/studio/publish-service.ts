import { isDeepStrictEqual } from 'node:util';
import type { Db } from '../../db/connection.ts';
import { isUniqueViolation } from '../../db/dialect/failures.ts';
import type { Actor } from '../../lib/actor.ts';
import type { Clock } from '../../lib/clock.ts';
import { Refusal } from '../../lib/errors.ts';
import type { Audit } from '../audit/audit.ts';
import type { CourseReading } from '../content/course-folder.ts';
import { hasErrors, problemList, type Problem } from '../content/problem.ts';
import { publishReading } from '../content/publish.ts';
import { toldOf } from '../content/sync.ts';
import { versionFiles } from '../content/version-files.ts';
import type { LegalPoint } from '../courses/document.ts';
import { courseBy, type CourseVersions } from '../courses/repository.ts';
import { compareFiles, type FileChange } from './compare.ts';
import { COURSE_FILE } from './course-file.ts';
import type { Draft, DraftFile } from './draft.ts';
import { draftRepository } from './draft-repository.ts';
import type { DraftService, OpenDraft } from './draft-service.ts';
import { giveCourseTo } from './own-course.ts';
import { versionQueries } from './version-queries.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  versions: CourseVersions;
  drafts: DraftService;
}

/** What somebody reads before she publishes. */
export interface PublishSheet {
  draft: Draft;
  problems: Problem[];
  /** Number of the version that people get now; null when there is none. */
  current: number | null;
  /** Since the current version; null when its files were not kept. */
  changes: FileChange[] | null;
  /** The course comes from the server's own folders or packages: from now on it would be the studio's. */
  leavesFiles: boolean;
  files: ReadonlyMap<string, DraftFile>;
}

export type Published = { ok: true; slug: string; number: number } | { ok: false };

/** A signature holds for the point and the text that it was given for. */
const isSame = (one: LegalPoint, other: LegalPoint): boolean =>
  isDeepStrictEqual({ ...one }, { ...other });

/** The files of a draft as those of a version are kept. */
export const storedIn = (files: Iterable<DraftFile>) =>
  [...files].map(({ path, text, media }) => ({ path, text, sha256: media?.sha256 ?? null }));

/** Publishing a draft as the next version of its course. People who are enrolled keep theirs. */
export function publishService({ db, clock, audit, versions, drafts }: Needs) {
  /** Everything that stands in the way, and what the author should look at. */
  const problemsOf = async ({ draft }: OpenDraft, reading: CourseReading): Promise<Problem[]> => {
    const place = { file: COURSE_FILE, line: 1 };
    const more = problemList();
    const { document } = reading;
    if (document !== null) {
      const { code } = document;
      const [sameSlug, sameCode] = [
        await courseBy(db, 'slug', draft.slug),
        await courseBy(db, 'code', code),
      ];
      if (sameSlug !== null && sameSlug.id !== draft.courseId)
        more.error(place, 'content.problem.slugTaken', { slug: draft.slug });
      if (sameCode !== null && sameCode.id !== draft.courseId)
        more.error(place, 'content.problem.codeTaken', { code });
      if (document.lessons.length === 0) more.error(place, 'content.problem.noLessons');
    }
    const latest = draft.courseId === null ? null : await versions.latestOf(draft.slug);
    const signed = document?.review.signedBy ?? null;
    if (signed !== null && signed !== latest?.document.review.signedBy)
      more.error(place, 'content.problem.notYourSignature', { name: signed });
    for (const { id, legal } of document?.lessons ?? []) {
      const known = latest?.document.lessons.find((lesson) => lesson.id === id)?.legal ?? [];
      for (const { signedBy, ...point } of legal)
        if (signedBy !== undefined && !known.some((one) => isSame(one, { ...point, signedBy })))
          more.error(
            { file: `lessons/${id}.md`, line: 1 },
            'content.problem.legalNotYourSignature',
            {
              name: signedBy,
            },
          );
    }
    return [...toldOf(reading, latest?.document ?? null), ...more.sorted()];
  };

  return {
    async sheet(actor: Actor, draftId: string): Promise<PublishSheet> {
      const opened = await drafts.open(actor, draftId);
      const { draft, files } = opened;
      const reading = await drafts.reading(opened);
      const course =
        draft.courseId === null ? null : await versionQueries(db).course(draft.courseId);
      const before = course === null ? [] : await versionFiles(db, course.currentVersionId);
      const latest = course === null ? null : await versions.byId(course.currentVersionId);
      return {
        draft,
        files,
        problems: await problemsOf(opened, reading),
        current: latest?.number ?? null,
        changes: before.length === 0 ? null : compareFiles(before, storedIn(files.values())),
        leavesFiles: course !== null && course.origin !== 'studio',
      };
    },

    /** Publishes, with its trace, or says that errors stand in the way. */
    async publish(actor: Actor, draftId: string, note: string): Promise<Published> {
      const opened = await drafts.open(actor, draftId);
      const reading = await drafts.reading(opened);
      if (hasErrors(await problemsOf(opened, reading))) return { ok: false };
      try {
        return await db.transaction((trx) => publishNow(trx, actor, opened, reading, note));
      } catch (error) {
        if (isUniqueViolation(error)) throw new Refusal('conflict', 'studio.changedMeanwhile');
        throw error;
      }
    },
  };

  async function publishNow(
    trx: Db,
    actor: Actor,
    { draft }: OpenDraft,
    reading: CourseReading,
    note: string,
  ): Promise<Published> {
    const repository = draftRepository(trx);
    await repository.lock(draft.id);
    const now = await repository.byId(draft.id);
    if (now?.revision !== draft.revision) throw new Refusal('conflict', 'studio.changedMeanwhile');
    const made = await publishReading(trx, reading, {
      now: clock(),
      origin: 'studio',
      note,
      publishedBy: actor.id,
      institutionId: draft.institutionId,
    });
    if (made === null) throw new Refusal('conflict', 'studio.nothingNew');
    await repository.change(draft.id, { courseId: made.courseId }, clock());
    if (made.isNew && draft.ownerId !== null) {
      await giveCourseTo(trx, { audit, now: clock() }, draft.ownerId, made.courseId, actor);
    }
    await audit(trx, {
      actorId: actor.id,
      action: 'courses.published',
      objectType: 'course',
      objectId: made.courseId,
      institutionPath: draft.institutionPath,
      details: { course: draft.slug, version: made.number },
    });
    return { ok: true, slug: draft.slug, number: made.number };
  }
}
export type PublishService = ReturnType<typeof publishService>;
