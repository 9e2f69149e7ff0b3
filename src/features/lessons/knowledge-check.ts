import type { CourseDocument, LessonDocument } from '../courses/document.ts';
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

/** The knowledge check of a lesson by its item's id; undefined where the lesson has no such check. */
export const checkIn = (
  { items }: Pick<CourseDocument, 'items'>,
  { body }: Pick<LessonDocument, 'body'>,
  itemId: string,
): ItemDocument | undefined =>
  [...body.es, ...body.en].some((part) => part.kind === 'check' && part.itemId === itemId)
    ? items.find(({ id, use }) => id === itemId && use === 'check')
    : undefined;

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
