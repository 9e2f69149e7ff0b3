import type { QuizDocument } from '../courses/document.ts';
import type { ItemDocument } from '../courses/item-document.ts';

/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

type Group = QuizDocument['draw'][number];

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random(i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

/** Whether a draw group may take an item of the bank. */
export const fits = (item: ItemDocument, group: Group): boolean =>
  item.use === 'quiz' &&
  (group.form === null || item.form === group.form) &&
  (group.objective === null || item.objective === group.objective) &&
  (group.critical === null || item.critical === group.critical);

/**
 * Draws the items of a blueprint, none twice. Where groups overlap, the one with least to spare draws first. The check of
 * course files promises that the bank is large enough.
 */
export function drawItems(
  bank: readonly ItemDocument[],
  groups: readonly Group[],
  random: Random,
): ItemDocument[] {
  const drawn = new Set<string>();
  const spare = (group: Group): number =>
    bank.filter((item) => fits(item, group)).length - group.count;
  return [...groups]
    .sort((one, other) => spare(one) - spare(other))
    .flatMap((group) => {
      const candidates = bank.filter((item) => fits(item, group) && !drawn.has(item.id));
      if (candidates.length < group.count) {
        throw new Error(
          `The bank is too small: ${String(group.count)} items wanted, ${String(candidates.length)} left`,
        );
      }
      const taken = shuffled(candidates, random).slice(0, group.count);
      for (const { id } of taken) drawn.add(id);
      return taken;
    });
}
