import { shuffled } from './draw.ts';
import { areOptions, keyOf } from './item-choice.ts';
import { answered, type ItemKind } from './item-kind.ts';
import { together } from './percent.ts';

/**
 * Several options are right: each right one adds 1/k, each wrong one takes 1/k away unless the item says that it costs
 * nothing; not below 0. Choosing them all says nothing and is worth 0. Where options say their own share, the shares of
 * what was chosen add up. An answer is the ids of the chosen options.
 */
export const multiple: ItemKind<'multiple'> = {
  draw: (item, random) => ({
    options: shuffled(keyOf(item), random),
    ...(item.penalty ? {} : { penalty: false }),
  }),
  takes: areOptions,
  isWhole: answered,
  credit({ options, penalty = true }, chosen) {
    if (options.some(({ credit }) => credit !== undefined)) {
      const k = options.filter(({ correct }) => correct).length;
      const worth = options.filter(({ id }) => chosen.includes(id));
      return together(worth.map(({ credit, correct }) => credit ?? (correct ? 100 / k : 0)));
    }
    const k = options.filter(({ correct }) => correct).length;
    if (chosen.length >= options.length) return { of: k, earned: 0 };
    const right = options.filter(({ id, correct }) => correct && chosen.includes(id)).length;
    const wrong = penalty ? chosen.length - right : 0;
    return { of: k, earned: Math.max(0, right - wrong) };
  },
};
