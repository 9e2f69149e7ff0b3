import { ItemDocument } from '../../src/features/courses/item-document.ts';

const both = (text: string) => ({ es: text, en: text });

/** A small item of a bank. */
export const trueFalseItem = (
  id: string,
  stem = 'Conflicto y violencia son lo mismo.',
): ItemDocument =>
  ItemDocument.parse({
    id,
    type: 'truefalse',
    stem: both(stem),
    options: [
      { id: 'verdadero', text: both('Verdadero') },
      { id: 'falso', text: both('Falso'), correct: true },
    ],
    feedback: both('Un conflicto se puede tratar sin violencia.'),
  });
