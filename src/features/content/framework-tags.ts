import type { Problems } from './problem.ts';
import type { CourseFiles } from './reader.ts';

/** The tags by which courses may name frameworks; null where they are not known, and not checked. */
export type Tags = ReadonlySet<string> | null;

/** Checks that each tag of a course and of its lessons names a framework, a version or a line of one. */
export function checkTags(
  { course, lessons }: CourseFiles,
  known: ReadonlySet<string>,
  problems: Problems,
): void {
  const heads = [...lessons.values()].map(({ es: { head, headAt } }) => ({ of: head, at: headAt }));
  for (const { of, at } of [{ of: course?.value, at: course?.at }, ...heads])
    of?.frameworks?.forEach((tag, index) => {
      if (at !== undefined && !known.has(tag))
        problems.error(at(['frameworks', index]), 'content.problem.unknownFramework', { tag });
    });
}
