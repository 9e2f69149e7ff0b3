import { z } from 'zod';
import { Localized } from '../../lib/localized.ts';

/** Counted up when what is frozen or how it is counted changes, or a small cell is another one. */
export const RULE = 'completion-by-course-2';

/** A count that was told; null where it was hidden. */
const Count = z.number().int().nullable();
const Figures = z.strictObject({
  enrolled: Count,
  started: Count,
  completed: Count,
  certified: Count,
});
export type FrozenFigures = z.output<typeof Figures>;
export const MEASURES = ['enrolled', 'started', 'completed', 'certified'] as const;

const FrozenCourse = z.strictObject({
  code: z.string(),
  title: Localized,
  isWhole: z.boolean(),
  lessons: z.array(z.string()),
  /** Null: the report had no row for it. */
  figures: Figures.nullable(),
});
export type FrozenCourse = z.output<typeof FrozenCourse>;

/** What is frozen, and digested. */
export const SnapshotBody = z.strictObject({
  framework: z.string(),
  version: z.string(),
  state: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
  period: z.string(),
  cutOff: z.string(),
  /** Counts under this were hidden; null where none was. */
  threshold: z.number().int().nullable(),
  rule: z.string(),
  elements: z.array(
    z.strictObject({
      code: z.string(),
      kind: z.string(),
      name: Localized,
      courses: z.array(FrozenCourse),
    }),
  ),
  total: Figures,
  /** I-14 of the entity in the period: meetings recorded, and those that women of the networks attended. */
  participation: z.strictObject({ held: z.number().int(), attended: z.number().int() }).nullable(),
});
export type SnapshotBody = z.output<typeof SnapshotBody>;

export interface Snapshot {
  id: string;
  body: SnapshotBody;
  digest: string;
  madeAt: Date;
}

/** A figure before and after. The difference is told only where it tells of nobody. */
export interface Compared {
  before: number | null;
  after: number | null;
  difference: number | null;
}

export interface ComparedCourse {
  code: string;
  title: { es: string; en: string };
  figures: Compared[];
}

export interface ComparedElement {
  code: string;
  kind: string;
  name: { es: string; en: string };
  courses: ComparedCourse[];
}

/** Whether two can stand side by side: the same framework, for the same place. */
export const isAlike = (one: SnapshotBody, other: SnapshotBody): boolean =>
  one.framework === other.framework && one.state?.code === other.state?.code;

/**
 * Two snapshots side by side, by element and course. Where counts are hidden for their reader, a difference is told from the
 * same threshold on: a smaller one would be a small count of its own.
 */
export function compare(before: SnapshotBody, after: SnapshotBody): ComparedElement[] {
  const k = Math.max(before.threshold ?? 0, after.threshold ?? 0);
  const pair = (one: number | null, other: number | null): Compared => {
    const difference = one === null || other === null ? null : other - one;
    const isTold = difference !== null && (Math.abs(difference) >= k || difference === 0);
    return { before: one, after: other, difference: isTold ? difference : null };
  };
  return after.elements.map(({ code, kind, name, courses }) => {
    const earlier = before.elements.find((one) => one.code === code)?.courses ?? [];
    const codes = [...new Set([...earlier, ...courses].map((course) => course.code))];
    return {
      code,
      kind,
      name,
      courses: codes.flatMap((courseCode): ComparedCourse[] => {
        const [one, other] = [earlier, courses].map((list) =>
          list.find((course) => course.code === courseCode),
        );
        const title = (other ?? one)?.title;
        if (title === undefined) return [];
        return [
          {
            code: courseCode,
            title,
            figures: MEASURES.map((name) =>
              pair(one?.figures?.[name] ?? null, other?.figures?.[name] ?? null),
            ),
          },
        ];
      }),
    };
  });
}
