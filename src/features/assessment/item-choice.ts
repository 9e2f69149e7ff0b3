import type { ChoiceItem } from '../courses/item-document.ts';
import type { ChoiceKey, Credit, KeyedOption } from './item-kind.ts';
import { together } from './percent.ts';

/** The options with their key. */
export const keyOf = ({ options }: ChoiceItem): KeyedOption[] =>
  options.map(({ id, correct, credit }) =>
    credit === null ? { id, correct } : { id, correct, credit },
  );

/** Whether every one of these is an option of the item, and none is there twice. */
export const areOptions = ({ options }: ChoiceKey, answer: readonly string[]): boolean =>
  new Set(answer).size === answer.length &&
  answer.every((id) => options.some((option) => option.id === id));

/** At most one of the options. */
export const isOneOption = (key: ChoiceKey, answer: readonly string[]): boolean =>
  answer.length <= 1 && areOptions(key, answer);

/** Worth what the chosen option is worth: all or nothing, unless the option says another share. */
export function oneRight({ options }: ChoiceKey, [chosen]: readonly string[]): Credit {
  const option = options.find(({ id }) => id === chosen);
  if (option?.credit !== undefined) return together([option.credit]);
  return { of: 1, earned: option?.correct === true ? 1 : 0 };
}
