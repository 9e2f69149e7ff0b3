import type { Credit } from './item-kind.ts';
import type { Grades } from './scoring.ts';

/** What somebody gave for an item of an attempt. */
export interface Grade {
  itemId: string;
  credit: Credit;
  comment: string | null;
  graderId: string;
  at: Date;
}

/** The grades that count, of those given one after the other. */
export const newestOf = <G extends Grade>(inOrder: readonly G[]): Map<string, G> =>
  new Map(inOrder.map((grade) => [grade.itemId, grade]));

/** What scoring needs of grades. */
export const creditsOf = (grades: ReadonlyMap<string, Grade>): Grades =>
  new Map([...grades].map(([item, { credit }]) => [item, credit]));
