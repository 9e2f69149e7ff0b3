import type { QuizDocument } from '../courses/quiz-document.ts';
import { meanOf } from './scoring.ts';

/** What an attempt says of a quiz once it has ended and been graded. */
interface Ended {
  number: number;
  score: number | null;
}

/**
 * The score of a quiz that stands after these attempts, in hundredths of a percent: the best, the last or the mean, as
 * the quiz says; null while none has a score.
 */
export function countedScore(
  { counts }: Pick<QuizDocument, 'counts'>,
  attempts: readonly Ended[],
): number | null {
  const scored = attempts
    .flatMap(({ number, score }) => (score === null ? [] : [{ number, score }]))
    .sort((one, other) => one.number - other.number);
  const scores = scored.map(({ score }) => score);
  if (scores.length === 0) return null;
  switch (counts) {
    case 'best':
      return Math.max(...scores);
    case 'last':
      return scores.at(-1) ?? null;
    case 'average':
      return meanOf(scores);
  }
}
