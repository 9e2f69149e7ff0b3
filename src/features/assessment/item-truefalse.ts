import { isOneOption, keyOf, oneRight } from './item-choice.ts';
import { answered, type ItemKind } from './item-kind.ts';

/** True or false, in the order in which they were written. */
export const truefalse: ItemKind<'truefalse'> = {
  draw: (item) => ({ options: keyOf(item) }),
  takes: isOneOption,
  isWhole: answered,
  credit: oneRight,
};
