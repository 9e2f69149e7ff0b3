import type { Word } from '../../db/dialect/dialect.ts';
import { toSearchText } from '../../lib/search-text.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { ItemFilter } from './bank.ts';
import { isUnfinished } from './images.ts';
import { textsOf, withoutImages } from './texts.ts';

/** Longer than any word; what is longer is not searched for whole. */
const WORD = 40;
/** So many different words describe an item well enough. */
const WORDS = 400;
/** More words than somebody asks for. */
const ASKED = 12;

const FACETS = {
  type: 't',
  objective: 'o',
  bloom: 'b',
  pillar: 'p',
  topic: 'm',
  difficulty: 'd',
  form: 'f',
  tag: 'e',
} as const;
type Facet = keyof typeof FACETS;

/** A word that stands for a property, so that texts and properties are found in one index. Nobody can type it. */
const facet = (name: Facet, value: string): string =>
  `_${FACETS[name]}_${toSearchText(value).replaceAll(' ', '_').slice(0, WORD)}`;
const RETIRED = '_retired';
const IN_USE = '_inuse';
/** Of a question with an image that nobody described yet. */
export const UNFINISHED = '_unfinished';

const plainWords = (text: string, comparable = toSearchText): string[] =>
  comparable(text)
    .split(' ')
    .filter(Boolean)
    .map((word) => word.slice(0, WORD));

/** That a question is of a bank stands in the same index: what others have is not looked at. */
export const bankWord = (ordinal: number): string => `_k${String(ordinal)}`;

/** What an item is searched by in every bank: each word of its texts once, and its properties. */
export function ownWords(item: ItemDocument, comparable = toSearchText): string {
  const facets = [
    ...(isUnfinished(item) ? [UNFINISHED] : []),
    ...(['type', 'objective', 'bloom', 'pillar', 'topic', 'difficulty', 'form'] as const).flatMap(
      (name) => {
        const value = item[name];
        return value === null ? [] : [facet(name, value)];
      },
    ),
    ...item.tags.map((tag) => facet('tag', tag)),
  ];
  const words = new Set<string>();
  for (const text of textsOf(item)) {
    for (const word of plainWords(withoutImages(text), comparable))
      if (words.size < WORDS) words.add(word);
  }
  return [...new Set([...facets, ...words])].join(' ');
}

/** What is kept of an item for searching: its own words, its bank, and whether it is in use. */
export const wordsIn = (own: string, isRetired: boolean, ordinal: number): string =>
  `${bankWord(ordinal)} ${isRetired ? RETIRED : IN_USE} ${own}`;

/**
 * The words that a list asks for: those typed as beginnings of words, properties whole. That a question is in use is no word
 * among them, since nearly all are.
 */
export function wordsAsked({
  search,
  tag,
  retired,
  unfinished,
  ...properties
}: ItemFilter): Word[] {
  const whole = [
    ...(retired ? [RETIRED] : []),
    ...(unfinished ? [UNFINISHED] : []),
    ...Object.entries(properties).flatMap(([name, value]) =>
      value === null ? [] : [facet(name as Facet, value)],
    ),
    ...(tag === null ? [] : [facet('tag', tag)]),
  ];
  return [
    ...whole.map((text) => ({ text, isWhole: true })),
    ...plainWords(search)
      .slice(0, ASKED)
      .map((text) => ({ text, isWhole: text.length === 1 })),
  ];
}
