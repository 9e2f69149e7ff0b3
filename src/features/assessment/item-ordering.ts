import { partsOf, takesParts } from './answer-parts.ts';
import { shuffled, type Random } from './draw.ts';
import type { ItemKind } from './item-kind.ts';

const sameOrder = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((id, at) => other[at] === id);

/** Mixed up, so that what is shown at first is not already right. */
function mixed(right: readonly string[], random: Random): string[] {
  const shown = shuffled(right, random);
  return sameOrder(shown, right) ? [...shown.slice(1), ...shown.slice(0, 1)] : shown;
}

/** Steps are brought into order; each one in its own place is worth the same. An answer is `step=place` for each, from 1. */
export const ordering: ItemKind<'ordering'> = {
  draw({ steps }, random) {
    const right = steps.map(({ id }) => id);
    return { right, shown: mixed(right, random) };
  },
  takes: ({ right }, answer) =>
    takesParts(answer, right, (value) => /^[1-9]\d?$/.test(value) && Number(value) <= right.length),
  isWhole: ({ right }, answer) => answer.length === right.length,
  credit({ right }, answer) {
    const places = partsOf(answer) ?? new Map<string, string>();
    // A place that was given to two steps is right for neither.
    const given = [...places.values()];
    const earned = right.filter((id, at) => {
      const place = places.get(id);
      return place === String(at + 1) && given.filter((one) => one === place).length === 1;
    }).length;
    return { of: right.length, earned };
  },
};
