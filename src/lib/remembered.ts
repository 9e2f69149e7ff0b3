import type { Clock } from './clock.ts';

/**
 * What `load` answered, kept in this process for so long. Callers that come while it loads share the same answer; a failure
 * is not kept.
 */
export function remembered<T>(
  clock: Clock,
  keepFor: number,
  load: () => Promise<T>,
): () => Promise<T> {
  let kept: { answer: Promise<T>; until: number } | undefined;
  return () => {
    const now = clock().getTime();
    if (kept === undefined || now >= kept.until) {
      const answer = load();
      const mine = { answer, until: now + keepFor };
      kept = mine;
      answer.catch(() => {
        if (kept === mine) kept = undefined;
      });
    }
    return kept.answer;
  };
}
