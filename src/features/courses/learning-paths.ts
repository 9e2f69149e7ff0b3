import { z } from 'zod';
import { json } from '../../db/columns.ts';
import type { Reads } from '../../db/dialect/dialect.ts';
import { MINUTE, type Clock } from '../../lib/clock.ts';
import { Localized } from '../../lib/localized.ts';
import { remembered } from '../../lib/remembered.ts';

/** Courses in an order, for one kind of person. Courses are named by slug and need not exist yet. */
export interface LearningPath {
  id: string;
  title: Localized;
  summary: Localized;
  courses: string[];
  /** Each course opens once the one before it is finished. */
  ordered: boolean;
  /** Courses of an ordered path that open without it. */
  freeEntry: string[];
}

const Row = z.object({
  id: z.string(),
  document: json(
    z.object({
      title: Localized,
      summary: Localized,
      courses: z.array(z.string()),
      ordered: z.boolean(),
      freeEntry: z.array(z.string()),
    }),
  ),
});

/** The learning paths in their order, kept for a minute in a process. */
export const learningPaths = ({ reads, clock }: { reads: Reads; clock: Clock }) =>
  remembered(clock, MINUTE, async (): Promise<LearningPath[]> => {
    const rows = await reads.all('select id, document from learning_paths order by position', []);
    return rows.map((row) => {
      const { id, document } = Row.parse(row);
      return { id, ...document };
    });
  });
export type LearningPaths = ReturnType<typeof learningPaths>;

/**
 * The course that has to be finished first, or null when this one is open. A course is open when no path names it, when
 * any path lets people in at this point, or when the nearest course before it that exists is finished.
 */
export function missingBefore(
  slug: string,
  paths: readonly LearningPath[],
  { exists, finished }: { exists: ReadonlySet<string>; finished: ReadonlySet<string> },
): string | null {
  let missing: string | null = null;
  for (const path of paths) {
    const at = path.courses.indexOf(slug);
    if (at === -1) continue;
    const before = path.courses.slice(0, at).findLast((course) => exists.has(course));
    const open =
      !path.ordered ||
      path.freeEntry.includes(slug) ||
      before === undefined ||
      finished.has(before);
    if (open) return null;
    missing ??= before;
  }
  return missing;
}
