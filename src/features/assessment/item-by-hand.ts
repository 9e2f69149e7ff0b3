import { partsOf } from './answer-parts.ts';
import { answered, type EssayKey, type ItemKind } from './item-kind.ts';

/** The longest text that somebody hands in: about four thousand words. */
export const LONGEST_TEXT = 30_000;

const NOTHING = { of: 1, earned: 0 };

/** Nothing is worth nothing; anything else waits for a person. */
const byHand = (_key: unknown, answer: readonly string[]) => (answer.length === 0 ? NOTHING : null);

const isWritten = ({ templates = [] }: EssayKey, [text = '']: readonly string[]): boolean =>
  text.trim() !== '' && !templates.some((template) => template.trim() === text.trim());

/** A text of her own. An answer is the text. */
export const essay: ItemKind<'essay'> = {
  draw: ({ template }) =>
    template === null ? {} : { templates: [...new Set([template.es, template.en])] },
  takes: (_key, answer) =>
    answer.length <= 1 && answer.every(({ length }) => length <= LONGEST_TEXT),
  isWhole: isWritten,
  credit: (key, answer) => (isWritten(key, answer) ? null : NOTHING),
};

/** The name of something that was handed in with an attempt. */
const HANDED_IN = /^[A-Za-z0-9_-]{10,40}$/;

/** Files. An answer is the ids of what was handed in. */
export const file: ItemKind<'file'> = {
  draw: ({ maxFiles }) => ({ maxFiles }),
  takes: ({ maxFiles }, answer) =>
    answer.length <= maxFiles && answer.every((id) => HANDED_IN.test(id)),
  isWhole: answered,
  credit: byHand,
};

/**
 * Something said: recorded (`audio=<id of what was handed in>`), or written down by a person who is named
 * (`helper=<name>` and `said=<text>`).
 */
export const oral: ItemKind<'oral'> = {
  draw: () => ({}),
  takes(_key, answer) {
    const parts = partsOf(answer);
    if (parts === null) return false;
    return [...parts].every(([name, value]) =>
      name === 'audio'
        ? HANDED_IN.test(value)
        : (name === 'helper' && value.length <= 120) ||
          (name === 'said' && value.length <= LONGEST_TEXT),
    );
  },
  isWhole(_key, answer) {
    const parts = partsOf(answer);
    return parts !== null && (parts.has('audio') || (parts.has('helper') && parts.has('said')));
  },
  credit: byHand,
};
