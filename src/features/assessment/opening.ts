import { instantAt } from '../../lib/local-time.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';

/** When a quiz can be taken; null where it has no bound. */
export interface Opening {
  opensAt: Date | null;
  closesAt: Date | null;
}

type Times = Pick<QuizDocument, 'opensAt' | 'closesAt' | 'timeZone'>;

/** The instants of a quiz's wall times in its own zone. */
export const openingOf = ({ opensAt, closesAt, timeZone }: Times): Opening => ({
  opensAt: opensAt === null ? null : instantAt(opensAt, timeZone),
  closesAt: closesAt === null ? null : instantAt(closesAt, timeZone),
});

/** Since when the right answers and their reasons may be seen: at once (null), at that moment, or never. */
export function reasonsFrom(quiz: Pick<QuizDocument, 'reasons'> & Times): Date | 'never' | null {
  switch (quiz.reasons) {
    case 'after-attempt':
      return null;
    case 'never':
      return 'never';
    case 'after-close':
      return openingOf(quiz).closesAt;
  }
}

/** The earlier of two moments, where there are two. */
export const earlier = (one: Date | null, other: Date | null): Date | null =>
  one === null || (other !== null && other < one) ? other : one;
