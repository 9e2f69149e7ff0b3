import { fits, type DrawGroup } from '../courses/quiz-document.ts';
import type { ItemDocument } from '../courses/item-document.ts';

/** A whole number from 0 up to, not including, `below`. */
export type Random = (below: number) => number;

/** An item with the section that it was drawn for. */
export interface DrawnItem {
  item: ItemDocument;
  section: string | null;
}

/** A copy in random order (Fisher and Yates). */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random(i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

/** A blueprint asks for more items than there are. The check of course files says so before. */
export class BankTooSmall extends Error {}

/**
 * Draws the items of a blueprint, none twice. Where groups overlap, the one with least to spare draws first. The check of
 * course files promises that the bank is large enough.
 */
export function drawItems(
  bank: readonly ItemDocument[],
  groups: readonly DrawGroup[],
  random: Random,
): DrawnItem[] {
  const drawn = new Set<string>();
  const spare = (group: DrawGroup): number =>
    bank.filter((item) => fits(item, group)).length - group.count;
  return [...groups]
    .sort((one, other) => spare(one) - spare(other))
    .flatMap((group) => {
      const candidates = bank.filter((item) => fits(item, group) && !drawn.has(item.id));
      if (candidates.length < group.count) {
        throw new BankTooSmall(
          `The bank is too small: ${String(group.count)} items wanted, ${String(candidates.length)} left`,
        );
      }
      const taken = shuffled(candidates, random).slice(0, group.count);
      for (const { id } of taken) drawn.add(id);
      return taken.map((item) => ({ item, section: group.section }));
    });
}
