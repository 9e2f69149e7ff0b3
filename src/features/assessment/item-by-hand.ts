import type { ItemType } from '../courses/item-document.ts';
import { partsOf } from './answer-parts.ts';
import { answered, type EssayKey, type ItemKind } from './item-kind.ts';

const TYPES: readonly ItemType[] = ['essay', 'file', 'oral'];

/** Whether a person grades what is answered to items like this. */
export const isByHand = ({ type }: { type: ItemType }): boolean => TYPES.includes(type);

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

/** The part of a spoken answer that names its recording. */
export const RECORDING = 'audio';

/**
 * Something said: recorded (`audio=<id of what was handed in>`), or written down by a person who is named
 * (`helper=<name>` and `said=<text>`).
 */
export const oral: ItemKind<'oral'> = {
  draw: ({ assisted }) => (assisted ? {} : { assisted: false }),
  takes({ assisted }, answer) {
    const parts = partsOf(answer);
    if (parts === null) return false;
    return [...parts].every(([name, value]) =>
      name === RECORDING
        ? HANDED_IN.test(value)
        : assisted !== false &&
          ((name === 'helper' && value.length <= 120) ||
            (name === 'said' && value.length <= LONGEST_TEXT)),
    );
  },
  isWhole(_key, answer) {
    const parts = partsOf(answer);
    return parts !== null && (parts.has(RECORDING) || (parts.has('helper') && parts.has('said')));
  },
  credit: byHand,
};

/** What is said about an answer with the recording that it has, whatever a form says about that one. */
export const withRecording = (held: readonly string[], sent: readonly string[]): string[] => {
  const isRecording = (part: string): boolean => part.startsWith(`${RECORDING}=`);
  return [...held.filter(isRecording), ...sent.filter((part) => !isRecording(part))].sort();
};

/** The ids of what was handed in that an answer names. */
export function handedInBy(type: string, answer: readonly string[]): string[] {
  if (type === 'file') return [...answer];
  if (type !== 'oral') return [];
  const recording = partsOf(answer)?.get(RECORDING);
  return recording === undefined ? [] : [recording];
}
