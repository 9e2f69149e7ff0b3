import { optionsOf, type ItemDocument } from '../courses/item-document.ts';

/** An option of a knowledge check that somebody answered. */
export interface CheckedOption {
  id: string;
  chosen: boolean;
  correct: boolean;
}

export interface CheckAnswer {
  itemId: string;
  correct: boolean;
  options: CheckedOption[];
}

/** Compares an answer with the key. Null when nothing, something unknown or too much was chosen. Nothing is stored. */
export function answerCheck(item: ItemDocument, chosen: readonly string[]): CheckAnswer | null {
  const given = new Set(chosen);
  const known = optionsOf(item).filter(({ id }) => given.has(id)).length;
  if (known === 0 || known !== given.size || (item.type !== 'multiple' && given.size > 1))
    return null;
  const options = optionsOf(item).map(({ id, correct }) => ({
    id,
    chosen: given.has(id),
    correct,
  }));
  return {
    itemId: item.id,
    correct: options.every((option) => option.chosen === option.correct),
    options,
  };
}
