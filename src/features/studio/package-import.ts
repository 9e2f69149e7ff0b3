import { mkdtemp, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Db } from '../../db/connection.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Audit } from '../audit/audit.ts';
import { readSource, type CourseReading } from '../content/course-folder.ts';
import { folderSource } from '../content/course-source.ts';
import { storeMedia } from '../content/media-store.ts';
import { hasErrors, problemList, type Problem } from '../content/problem.ts';
import { publishReading } from '../content/publish.ts';
import { toldOf } from '../content/sync.ts';
import { courseBy, type CourseVersions } from '../courses/repository.ts';
import { COURSE_FILE } from './course-file.ts';
import { draftRepository, ownerNamed } from './draft-repository.ts';
import type { Owner } from './draft-service.ts';
import { unpackCourse } from './formats/course-zip.ts';
import type { FormatProblem } from './formats/problem.ts';
import type { KeepUpload } from './keep-upload.ts';
import { slugOf } from './names.ts';

interface Needs {
  db: Db;
  clock: Clock;
  audit: Audit;
  dataDir: string;
  versions: CourseVersions;
  keepUpload: KeepUpload;
}

/** What became of a package: its draft, what stayed outside, and what keeps it from being published. */
export interface Imported {
  draftId: string;
  lost: FormatProblem[];
  problems: Problem[];
}

/** What became of a package that was to be published: the number of its version, or why there is none. */
export interface PublishedPackage {
  slug: string;
  outcome: 'published' | 'unchanged' | 'refused';
  number: number;
  lost: FormatProblem[];
  problems: Problem[];
}

interface Unpacked {
  folder: string;
  slug: string;
  paths: string[];
  lost: FormatProblem[];
  reading: CourseReading;
}

/** Zips of courses from the command line. Both throw `FileRefused` for a file that is not taken, and leave nothing of it then. */
export function packageImport({ db, clock, audit, dataDir, versions, keepUpload }: Needs) {
  /** Unpacks a package while some work lasts. Without a folder inside it is called after its file. */
  const unpacking = async <T>(file: string, work: (one: Unpacked) => Promise<T>): Promise<T> => {
    const beside = await mkdtemp(join(dataDir, 'import-'));
    try {
      const folder = join(beside, 'curso');
      const { slug: inside, paths, lost } = await unpackCourse(file, folder);
      const slug = inside === '' ? slugOf(basename(file, '.zip'), 'curso') : inside;
      const reading = readSource({ ...folderSource(folder), slug });
      return await work({ folder, slug, paths, lost, reading });
    } finally {
      await rm(beside, { recursive: true, force: true });
    }
  };

  /** Everything that stands in the way of publishing a package, and what its author should look at. */
  const problemsOf = async (
    { slug, reading }: Unpacked,
    ofFiles: ReadonlySet<string>,
  ): Promise<Problem[]> => {
    const place = { file: COURSE_FILE, line: 1 };
    const more = problemList();
    const course = await courseBy(db, 'slug', slug);
    const code = reading.document?.code ?? null;
    if (course?.origin === 'files' || ofFiles.has(slug))
      more.error(place, 'content.problem.slugOfFiles', { slug });
    if (
      course?.origin === 'studio' ||
      (course === null && (await draftRepository(db).hasSlug(slug)))
    )
      more.error(place, 'content.problem.slugOfStudio', { slug });
    const sameCode = code === null ? null : await courseBy(db, 'code', code);
    if (code !== null && sameCode !== null && sameCode.slug !== slug)
      more.error(place, 'content.problem.codeTaken', { code });
    const latest = await versions.latestOf(slug);
    return [...toldOf(reading, latest?.document ?? null), ...more.sorted()];
  };

  return {
    /** Begins a draft for somebody who will look at it and publish it; null when nobody has this user name. */
    async importPackage(file: string, username: string): Promise<Imported | null> {
      const owner: Owner | null = await ownerNamed(db, username);
      if (owner === null) return null;
      return unpacking(file, async ({ folder, slug, paths, lost, reading: { problems } }) => ({
        draftId: await keepUpload.beginWith(owner, folder, slug, paths),
        lost,
        problems,
      }));
    },

    /**
     * Publishes a course of whoever runs the server, checked as the folders of `content/` are: its first version, or the next one
     * of a course that came this way before. Courses of `content/` (`ofFiles`, whether they are loaded or not) and of people in
     * the studio are left alone.
     */
    async publishPackage(file: string, ofFiles: ReadonlySet<string>): Promise<PublishedPackage> {
      return unpacking(file, async (unpacked) => {
        const { slug, lost, reading } = unpacked;
        const problems = await problemsOf(unpacked, ofFiles);
        if (hasErrors(problems)) return { slug, outcome: 'refused', number: 0, lost, problems };
        await storeMedia(dataDir, reading.media);
        const made = await db.transaction(async (trx) => {
          const version = await publishReading(trx, reading, { now: clock(), origin: 'package' });
          if (version === null) return null;
          await audit(trx, {
            actorId: null,
            action: 'courses.published',
            objectType: 'course',
            objectId: version.courseId,
            details: { course: slug, version: version.number },
          });
          return version;
        });
        const outcome = made === null ? 'unchanged' : 'published';
        return { slug, outcome, number: made?.number ?? 0, lost, problems };
      });
    },
  };
}
