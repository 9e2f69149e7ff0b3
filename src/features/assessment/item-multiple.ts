import type { ItemKind } from './item-kind.ts';

/**
 * Several options are right: each right one adds 1/k, each wrong one takes 1/k away, not below 0. Choosing them all says
 * nothing and is worth 0.
 */
export const multiple: ItemKind = {
  several: true,
  shuffled: true,
  credit(options, chosen) {
    const k = options.filter(({ correct }) => correct).length;
    if (chosen.length >= options.length) return { of: k, earned: 0 };
    const right = options.filter(({ id, correct }) => correct && chosen.includes(id)).length;
    return { of: k, earned: Math.max(0, right - (chosen.length - right)) };
  },
};
