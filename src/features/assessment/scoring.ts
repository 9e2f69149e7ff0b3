import type { Credit } from './item-kind.ts';
import { kindOf } from './item-types.ts';
import type { Snapshot, SnapshotItem } from './snapshot.ts';

/** What was answered, by item. */
export type Answers = ReadonlyMap<string, readonly string[]>;

/** What people gave, by item. */
export type Grades = ReadonlyMap<string, Credit>;

export interface Score {
  /** Hundredths of a percent, rounded down. */
  score: number;
  /** Null when the quiz has no pass mark. Where the mean of the attempts counts, it decides. */
  passed: boolean | null;
  /** Critical items that are not fully right. */
  criticalMissed: number;
}

const FULL = 10_000n;
const ALL: Credit = { of: 1, earned: 1 };
const NOTHING: Credit = { of: 1, earned: 0 };
const NO_GRADES: Grades = new Map();

/** What an answer is worth by its key, or by the grade that somebody gave; null while it waits for one. */
export const creditOf = (
  item: SnapshotItem,
  answers: Answers,
  grades: Grades = NO_GRADES,
): Credit | null =>
  (item.given === true ? ALL : grades.get(item.id)) ??
  kindOf(item.type).credit(item as never, answers.get(item.id) ?? []);

export const isRight = (credit: Credit | null): boolean =>
  credit !== null && credit.of === credit.earned;

/** Whether an answer leaves nothing of an item open. */
export const isWholeWith = (item: SnapshotItem, answer: readonly string[]): boolean =>
  kindOf(item.type).isWhole(item as never, answer);

/** Whether nothing of an item is left to answer. */
export const isWhole = (item: SnapshotItem, answers: Answers): boolean =>
  isWholeWith(item, answers.get(item.id) ?? []);

/** Items that wait for somebody to grade them. */
export const waitingIn = (
  { items }: Snapshot,
  answers: Answers,
  grades: Grades = NO_GRADES,
): string[] => items.filter((item) => creditOf(item, answers, grades) === null).map(({ id }) => id);

/**
 * The score of an attempt, from its snapshot, its answers and the grades that people gave alone. The rule is written in
 * CONTEXT.md. What still waits for a grade counts as nothing yet: a score is only told when nothing waits.
 */
export function scoreOf(snapshot: Snapshot, answers: Answers, grades: Grades = NO_GRADES): Score {
  const credits = snapshot.items.map((item) => ({
    item,
    credit: creditOf(item, answers, grades) ?? NOTHING,
  }));
  // Whole numbers of any size: shares of many kinds have no common part that a float would hold.
  let earned = 0n;
  let unit = 1n;
  let total = 0n;
  for (const { item, credit } of credits) {
    const of = BigInt(credit.of);
    const weight = BigInt(item.weight ?? 1);
    earned = earned * of + BigInt(credit.earned) * weight * unit;
    unit *= of;
    total += weight;
  }
  const score = total === 0n ? 0 : Number((earned * FULL) / (unit * total));
  const criticalMissed = credits.filter(
    ({ item, credit }) => item.critical && !isRight(credit),
  ).length;
  return {
    score,
    criticalMissed,
    passed:
      snapshot.passMark === null
        ? null
        : meanOf([...(snapshot.before ?? []), score]) >= snapshot.passMark * 100 &&
          criticalMissed === 0,
  };
}

/** The mean of scores, rounded down like each of them. */
export const meanOf = (scores: readonly number[]): number =>
  Math.floor(scores.reduce((sum, score) => sum + score, 0) / scores.length);
