import type { Reads } from '../../db/dialect/dialect.ts';
import type { Clock } from '../../lib/clock.ts';
import { catalogueService } from './catalogue.ts';
import { courseChoices } from './choices.ts';
import { learningPaths } from './learning-paths.ts';
import { courseVersions } from './repository.ts';

export function courseServices({ reads, clock }: { reads: Reads; clock: Clock }) {
  const versions = courseVersions(reads);
  const paths = learningPaths({ reads, clock });
  return {
    versions,
    paths,
    findCourses: courseChoices(reads),
    catalogue: catalogueService({ versions, paths }),
    /** The newest version of each course, as much of it as an invitation needs. */
    openCourses: async () =>
      (await versions.allCurrent()).map(({ courseId, document: { title, audiences } }) => ({
        courseId,
        title,
        audiences,
      })),
  };
}
