import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Database } from '../../db/connection.ts';
import { isUniqueViolation } from '../../db/dialect/failures.ts';
import type { Clock } from '../../lib/clock.ts';
import { courseBy, courseVersions, reopenCourse, retireAllBut } from '../courses/repository.ts';
import type { CourseDocument } from '../courses/document.ts';
import { checkStableIds } from './stable-ids.ts';
import { readCourse, type CourseReading } from './course-folder.ts';
import type { Tags } from './framework-tags.ts';
import { storeMedia } from './media-store.ts';
import { problemList, type Problem } from './problem.ts';
import { publishReading } from './publish.ts';
import { readCourseApart } from './read-apart.ts';
import { readReferenceLists, saveReferenceLists } from './reference-lists.ts';
import { checkStyle, type Platform } from './style-checks.ts';

/** What became of a course: the number of its new version, or why there is none; `authored` is written elsewhere now. */
export interface SyncedCourse {
  slug: string;
  outcome: 'published' | 'unchanged' | 'refused' | 'retired' | 'returned' | 'authored';
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

/** What is published of a course, where a database is there to ask. */
export type Published = (slug: string) => Promise<CourseDocument | null>;

const nothing: Published = () => Promise.resolve(null);

/** What a course read from its files says, and what it does to the ids of its published version. */
export function toldOf(
  { document, problems }: CourseReading,
  published: CourseDocument | null,
): Problem[] {
  const changes = problemList();
  if (document !== null && published !== null) checkStableIds(published, document, changes);
  return [...problems, ...changes.sorted()];
}

/** Every problem of the courses and lists of a folder, each with the whole path of its file. `tags`: of the frameworks there are. */
export async function checkContent(
  folder: string,
  published: Published = nothing,
  tags: Tags = null,
): Promise<{ courses: number; problems: Problem[] }> {
  const within = (base: string, problems: readonly Problem[]): Problem[] =>
    problems.map((problem) => ({ ...problem, file: join(base, problem.file) }));
  const courses = courseFolders(folder);
  const problems: Problem[] = [];
  const lists = existsSync(join(folder, 'paths.yml')) ? readReferenceLists(folder) : null;
  const platform: Platform = {
    telephones: new Set(
      (lists?.lists?.lines ?? []).flatMap(({ number }) => number?.replace(/\D/g, '') ?? []),
    ),
    slugs: new Set([
      ...courses.map((course) => basename(course)),
      ...(lists?.lists?.paths ?? []).flatMap((path) => path.courses),
    ]),
    laws: lists?.lists?.laws ?? [],
  };
  for (const course of courses) {
    const reading = readCourse(course, tags);
    problems.push(...within(course, toldOf(reading, await published(reading.slug))));
    problems.push(...within(course, checkStyle(reading, platform)));
  }
  if (lists !== null) problems.push(...within(folder, lists.problems));
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

  async function publish(reading: CourseReading): Promise<SyncedCourse> {
    const { slug, document, media, problems } = reading;
    const course = await courseBy(db, 'slug', slug);
    if (course !== null && course.origin !== 'files')
      return { slug, outcome: 'authored', number: null, problems: [] };
    if (document === null) return { slug, outcome: 'refused', number: null, problems };
    const sameCode = await courseBy(db, 'code', document.code);
    if (sameCode !== null && sameCode.slug !== slug) {
      const taken = problemList();
      const { code } = document;
      taken.error({ file: 'course.yml', line: 1 }, 'content.problem.codeTaken', { code });
      return { slug, outcome: 'refused', number: null, problems: [...problems, ...taken.sorted()] };
    }
    const latest = await courseVersions(reads).latestOf(slug);
    const told = toldOf(reading, latest?.document ?? null);

    await storeMedia(dataDir, media);
    const made = await againWhenAnotherWasFirst(() =>
      db.transaction(async (trx) => {
        const returned = await reopenCourse(trx, slug);
        const version = await publishReading(trx, reading, { now: clock(), origin: 'files' });
        return { returned, version };
      }),
    );
    if (made.version !== null)
      return { slug, outcome: 'published', number: made.version.number, problems: told };
    const outcome = made.returned ? 'returned' : 'unchanged';
    return { slug, outcome, number: null, problems: told };
  }

  /** Courses whose folder is gone take nobody new; whoever is enrolled keeps her version to the end. */
  async function retire(slugs: readonly string[]): Promise<SyncedCourse[]> {
    // A folder without any course is a wrong folder rather than a decision about all of them.
    if (slugs.length === 0) return [];
    const retired = await db.transaction((trx) => retireAllBut(trx, slugs, clock()));
    return retired.map((slug) => ({ slug, outcome: 'retired', number: null, problems: [] }));
  }

  return {
    /** Publishes a course that was read before. */
    publish,

    /** Publishes what changed in a content folder: each course by itself, then paths and support lines; retires what left. */
    async sync(folder: string): Promise<{ courses: SyncedCourse[]; listProblems: Problem[] }> {
      const courses: SyncedCourse[] = [];
      for (const course of courseFolders(folder))
        courses.push(await publish(await readCourseApart(course)));
      courses.push(...(await retire(courses.map(({ slug }) => slug))));
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
