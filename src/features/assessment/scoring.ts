import { kindOf } from './item-types.ts';
import type { Credit } from './item-kind.ts';
import type { Snapshot, SnapshotItem } from './snapshot.ts';

/** The chosen options by item. */
export type Answers = ReadonlyMap<string, readonly string[]>;

export interface Score {
  /** Hundredths of a percent, rounded down. */
  score: number;
  /** Null when the quiz has no pass mark. */
  passed: boolean | null;
  /** Critical items that are not fully right. */
  criticalMissed: number;
}

const FULL = 10_000;

export const creditOf = (item: SnapshotItem, answers: Answers): Credit =>
  kindOf(item.type).credit(item.options, answers.get(item.id) ?? []);

export const isRight = ({ of, earned }: Credit): boolean => of === earned;

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

/** The score of an attempt, from its snapshot and its answers alone. The rule is written in CONTEXT.md. */
export function scoreOf(snapshot: Snapshot, answers: Answers): Score {
  const credits = snapshot.items.map((item) => creditOf(item, answers));
  const unit = credits.reduce((common, { of }) => (common / gcd(common, of)) * of, 1);
  const earned = credits.reduce((sum, credit) => sum + credit.earned * (unit / credit.of), 0);
  const total = unit * credits.length;
  const score = total === 0 ? 0 : Math.floor((earned * FULL) / total);
  const criticalMissed = snapshot.items.filter(
    (item) => item.critical && !isRight(creditOf(item, answers)),
  ).length;
  return {
    score,
    criticalMissed,
    passed:
      snapshot.passMark === null ? null : score >= snapshot.passMark * 100 && criticalMissed === 0,
  };
}
