import { toSearchText } from '../../lib/search-text.ts';
import type { CourseDocument } from './document.ts';
import type { AUDIENCES, TOPICS } from './framework.ts';
import type { LearningPath, LearningPaths } from './learning-paths.ts';
import type { CourseVersion, CourseVersions } from './repository.ts';

export interface CatalogueFilter {
  q: string;
  audience: (typeof AUDIENCES)[number] | null;
  topic: (typeof TOPICS)[number] | null;
}

/** A path with those of its courses that are open, in order. */
export interface PathInCatalogue extends Omit<LearningPath, 'courses'> {
  courses: CourseVersion[];
}

const folded = new WeakMap<CourseDocument, string>();

/** Everything of a course that a search may meet, in both languages. */
function searchTextOf(document: CourseDocument): string {
  let text = folded.get(document);
  if (text === undefined) {
    const texts = [
      document.title,
      document.summary,
      ...document.objectives.map((objective) => objective.text),
      ...document.modules.map(({ title }) => title),
      ...document.lessons.map(({ title }) => title),
      ...document.glossary.map(({ term }) => term),
    ];
    text = toSearchText([document.code, ...texts.flatMap(({ es, en }) => [es, en])].join(' '));
    folded.set(document, text);
  }
  return text;
}

/** What anybody can see of the courses, without an account. */
export function catalogueService({
  versions,
  paths,
}: {
  versions: CourseVersions;
  paths: LearningPaths;
}) {
  return {
    /** Open courses that have every word of the search, by code. */
    async search({ q, audience, topic }: CatalogueFilter): Promise<CourseVersion[]> {
      const words = toSearchText(q).split(' ').filter(Boolean);
      const all = await versions.allCurrent();
      return all.filter(
        ({ document }) =>
          (audience === null || document.audiences.includes(audience)) &&
          (topic === null || document.topics.includes(topic)) &&
          words.every((word) => searchTextOf(document).includes(word)),
      );
    },

    /** Learning paths that have at least one open course. */
    async paths(): Promise<PathInCatalogue[]> {
      const [known, all] = await Promise.all([paths(), versions.allCurrent()]);
      const bySlug = new Map(all.map((version) => [version.document.slug, version]));
      return known
        .map((path) => ({
          ...path,
          courses: path.courses.flatMap((slug) => bySlug.get(slug) ?? []),
        }))
        .filter(({ courses }) => courses.length > 0);
    },
  };
}
export type Catalogue = ReturnType<typeof catalogueService>;
