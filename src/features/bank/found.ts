import type { ItemDocument } from '../courses/item-document.ts';
import { toSearchText } from '../../lib/search-text.ts';
import { fingerprint } from './formats/fingerprint.ts';
import { marksOf, wordSet } from './sameness.ts';
import { titleOf } from './texts.ts';
import { ownWords } from './words.ts';

/** What a question is found by, whatever bank it comes into. */
export interface Found {
  /** What lists call it. */
  title: string;
  /** Its words and its properties. */
  words: string;
  /** The same for those that say the same. */
  fingerprint: string;
  /** What those share that say nearly the same. */
  marks: string[];
}

/** Works out what a question is found by. Each of its texts is made comparable once. */
export function foundBy(item: ItemDocument): Found {
  const known = new Map<string, string>();
  const comparable = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const now = toSearchText(text);
    known.set(text, now);
    return now;
  };
  return {
    title: titleOf(item),
    words: ownWords(item, comparable),
    fingerprint: fingerprint(item, comparable),
    marks: marksOf(wordSet(item, comparable)),
  };
}
