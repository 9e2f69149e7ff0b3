import { apart, workshop } from '../../lib/apart.ts';
import { readCourse, type CourseReading } from './course-folder.ts';
import { folderSource } from './course-source.ts';

/** All that reading a folder finds, but for the files themselves, which stay where they are. */
export function readFound(folder: string): Promise<Omit<CourseReading, 'source'>> {
  const { slug, document, media, problems } = readCourse(folder);
  return Promise.resolve({ slug, document, media, problems });
}

/** A small machine reads a long course for a while, and it is done once for each change of its files. */
const reading = workshop({ patience: 180_000, rest: 500 });
const ask = apart<typeof readFound>(import.meta.dirname, 'read-apart', 'readFound', reading);

/**
 * Reads the folder of a course as `readCourse` does, beside the server: what seven courses take while they are read and rendered goes
 * back to the system, and whoever looks at a page meanwhile does not wait.
 */
export const readCourseApart = async (folder: string): Promise<CourseReading> => ({
  ...(await ask(folder)),
  source: folderSource(folder),
});
