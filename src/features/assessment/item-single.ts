import { shuffled } from './draw.ts';
import { isOneOption, keyOf, oneRight } from './item-choice.ts';
import { answered, type ItemKind } from './item-kind.ts';

/** One of several options is right. An answer is the id of the option. */
export const single: ItemKind<'single'> = {
  draw: (item, random) => ({ options: shuffled(keyOf(item), random) }),
  takes: isOneOption,
  isWhole: answered,
  credit: oneRight,
};
