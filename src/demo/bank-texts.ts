import type { z } from 'zod';
import type { ItemDocument } from '../features/courses/item-document.ts';

/** An item as it is written here: what the schema fills in may be absent, and so is its id. */
export type Written =
  z.input<typeof ItemDocument> extends infer T
    ? T extends unknown
      ? Omit<T, 'id'>
      : never
    : never;

/** A text of the demonstration's bank, which is in Spanish. */
export const es = (text: string): { es: string; en: string } => ({ es: text, en: text });

/** An option with the reason that whoever chooses it is told. */
export const option = (id: string, text: string, correct: boolean, feedback: string) => ({
  id,
  text: es(text),
  correct,
  feedback: es(feedback),
});

/** The options of a statement, with what is said to whoever chooses each. */
export const trueOrFalse = (isTrue: boolean, ifTrue: string, ifFalse: string) => [
  { ...option('verdadero', '', isTrue, ifTrue), text: { es: 'Verdadero', en: 'True' } },
  { ...option('falso', '', !isTrue, ifFalse), text: { es: 'Falso', en: 'False' } },
];

/** An accepted answer, with what is said to whoever gives it. */
export const answer = (id: string, text: string, feedback: string, credit = 100) => ({
  id,
  text: es(text),
  feedback: es(feedback),
  credit,
});

/** What somebody may decide in a situation, what follows, and where it leads. */
export const choice = (
  id: string,
  text: string,
  consequence: string,
  points: number,
  to: string | null,
) => ({
  id,
  text: es(text),
  consequence: es(consequence),
  points,
  to,
});
