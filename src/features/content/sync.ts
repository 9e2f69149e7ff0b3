import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../../db/connection.ts';
import { isUniqueViolation } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { courseVersions, publishVersion } from '../courses/repository.ts';
import { checkStableIds } from './checks.ts';
import { readCourse, type CourseReading } from './course-folder.ts';
import { storeMedia } from './media-store.ts';
import { problemList, type Problem } from './problem.ts';
import { readReferenceLists, saveReferenceLists } from './reference-lists.ts';
import { addMedia } from './repository.ts';

/** What became of a course: the number of its new version, or why there is none. */
export interface SyncedCourse {
  slug: string;
  outcome: 'published' | 'unchanged' | 'refused';
  number: number | null;
  problems: Problem[];
}

const TRIES = 3;

/** Course folders inside a folder; a folder with a `course.yml` is one itself. */
export function courseFolders(folder: string): string[] {
  if (existsSync(join(folder, 'course.yml'))) return [folder];
  const inside = existsSync(join(folder, 'courses')) ? join(folder, 'courses') : folder;
  if (!existsSync(inside)) return [];
  return readdirSync(inside, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => join(inside, entry.name))
    .sort();
}

/** Every problem of the courses and lists of a folder, each with the whole path of its file. */
export function checkContent(folder: string): { courses: number; problems: Problem[] } {
  const within = (base: string, problems: readonly Problem[]): Problem[] =>
    problems.map((problem) => ({ ...problem, file: join(base, problem.file) }));
  const courses = courseFolders(folder);
  const problems = courses.flatMap((course) => within(course, readCourse(course).problems));
  if (existsSync(join(folder, 'paths.yml'))) {
    problems.push(...within(folder, readReferenceLists(folder).problems));
  }
  return { courses: courses.length, problems };
}

interface Needs {
  database: Database;
  clock: Clock;
  dataDir: string;
}

/** Brings course files into the database. Repeating it, also from two processes at once, changes nothing. */
export const contentSync = ({ database, clock, dataDir }: Needs) => {
  const { db, reads } = database;

  async function publish({
    slug,
    document,
    media,
    problems,
  }: CourseReading): Promise<SyncedCourse> {
    if (document === null) return { slug, outcome: 'refused', number: null, problems };
    const published = await courseVersions(reads).currentOf(slug);
    const gone = problemList();
    if (published !== null) checkStableIds(published.document, document, gone);
    const told = [...problems, ...gone.sorted()];

    await storeMedia(dataDir, media);
    const digest = createHash('sha256').update(JSON.stringify(document)).digest('hex');
    const made = await againWhenAnotherWasFirst(() =>
      db.transaction(async (trx) => {
        await addMedia(trx, media);
        return publishVersion(trx, { document, digest, now: clock() });
      }),
    );
    return made === null
      ? { slug, outcome: 'unchanged', number: null, problems: told }
      : { slug, outcome: 'published', number: made.number, problems: told };
  }

  return {
    /** Publishes a course that was read before. */
    publish,

    /** Publishes what changed in a content folder: each course by itself, then paths and support lines. */
    async sync(folder: string): Promise<{ courses: SyncedCourse[]; listProblems: Problem[] }> {
      const courses: SyncedCourse[] = [];
      for (const course of courseFolders(folder)) courses.push(await publish(readCourse(course)));
      const { lists, problems } = readReferenceLists(folder);
      if (lists !== null)
        await againWhenAnotherWasFirst(() =>
          db.transaction((trx) => saveReferenceLists(trx, lists)),
        );
      return { courses, listProblems: problems };
    },
  };
};

/** Two processes that start together want the same number; the second looks again and finds nothing to do. */
async function againWhenAnotherWasFirst<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isUniqueViolation(error) || tries === TRIES) throw error;
    }
  }
}
