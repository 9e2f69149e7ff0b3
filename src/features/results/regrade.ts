import { corrected, type Correction } from '../assessment/correction.ts';
import { scoreOf, waitingIn, type Score } from '../assessment/scoring.ts';
import type { ScoredAttempt } from './correction-queries.ts';

/** What a correction would do to an attempt. */
export interface Regraded {
  attempt: ScoredAttempt;
  /** Null while something of it waits for a grade. */
  score: Score | null;
  /** same; up or down; passes: it is passed from now on; held: a passed result would be lowered, and is not. */
  outcome: 'same' | 'up' | 'down' | 'passes' | 'held';
}

/**
 * An attempt scored anew with one correction more: snapshot, answers and grades as they are. A result that was passed is
 * never lowered by it: it is held for somebody to decide.
 */
export function regraded(attempt: ScoredAttempt, correction: Correction): Regraded {
  const snapshot = corrected(attempt.snapshot, [...attempt.corrections, correction]);
  const { answers, grades } = attempt;
  const score =
    waitingIn(snapshot, answers, grades).length > 0 ? null : scoreOf(snapshot, answers, grades);
  return { attempt, score, outcome: outcomeOf(attempt, score) };
}

function outcomeOf(
  { score: before, passed }: ScoredAttempt,
  after: Score | null,
): Regraded['outcome'] {
  if (after === null) return 'same';
  const isLower = before !== null && after.score < before;
  if (passed === true && (isLower || after.passed !== true)) return 'held';
  if (passed !== true && after.passed === true) return 'passes';
  if (isLower) return 'down';
  return before === null || after.score > before ? 'up' : 'same';
}
