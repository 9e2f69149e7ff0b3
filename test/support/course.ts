import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCourse, type CourseReading } from '../../src/features/content/course-folder.ts';
import { courseVersions, type CourseVersion } from '../../src/features/courses/repository.ts';
import { projectRoot } from '../../src/lib/project-root.ts';
import type { Services } from '../../src/services.ts';

/** Folder of a course made for tests, or of a real one. */
export function courseFolder(slug: string): string {
  const made = join(projectRoot, 'test', 'content', 'courses', slug);
  return existsSync(made) ? made : join(projectRoot, 'content', 'courses', slug);
}

const read = new Map<string, CourseReading>();

/** Publishes a course from its files: `curso-breve`, made for tests, unless another is named. */
export async function publishCourse(
  services: Services,
  slug = 'curso-breve',
): Promise<CourseVersion> {
  const reading = read.get(slug) ?? readCourse(courseFolder(slug));
  read.set(slug, reading);
  const { outcome, problems } = await services.content.publish(reading);
  if (outcome === 'refused') throw new Error(`${slug}: ${JSON.stringify(problems, null, 1)}`);
  const version = await courseVersions(services.database.reads).currentOf(slug);
  if (version === null) throw new Error(`${slug} was not published`);
  return version;
}
