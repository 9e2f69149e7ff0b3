import { answered, type ItemKind, type WrittenAnswer } from './item-kind.ts';
import { shareOf, bounded } from './percent.ts';
import { LONGEST_LINE, writtenAs } from './written.ts';

/** What a snapshot keeps of answers that may be written. */
export const writtenKey = (
  answers: readonly { id: string; text: { es: string; en: string }; credit: number }[],
): WrittenAnswer[] =>
  answers.map(({ id, text, credit }) => ({
    id,
    texts: [...new Set([text.es, text.en])],
    credit,
  }));

/** A few words, compared with those of the key in either language. An answer is the text. */
export const shorttext: ItemKind<'shorttext'> = {
  draw: ({ answers, caseSensitive, accentSensitive }) => ({
    answers: writtenKey(answers),
    caseSensitive,
    accentSensitive,
  }),
  takes: (_key, answer) =>
    answer.length <= 1 && answer.every(({ length }) => length <= LONGEST_LINE),
  isWhole: answered,
  credit: (key, [text]) =>
    bounded(shareOf(text === undefined ? 0 : (writtenAs(key, text)?.credit ?? 0))),
};
