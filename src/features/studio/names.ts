import { toSearchText } from '../../lib/search-text.ts';

const SLUG_LENGTH = 60;
const CODE_WORDS = 3;
const CODE_LETTERS = 4;

/** Words that say nothing in an address. */
const SMALL = new Set([
  'a',
  'al',
  'con',
  'de',
  'del',
  'e',
  'el',
  'en',
  'la',
  'las',
  'los',
  'o',
  'para',
  'por',
  'que',
  'se',
  'sin',
  'su',
  'un',
  'una',
  'y',
]);

const wordsOf = (title: string): string[] => {
  const words = toSearchText(title)
    .replace(/[^a-z0-9 ]/g, '')
    .split(' ')
    .filter(Boolean);
  const telling = words.filter((word) => !SMALL.has(word));
  return telling.length === 0 ? words : telling;
};

/** A name for addresses and files from a title: `escuchar-antes-hablar`. */
export function slugOf(title: string, otherwise: string): string {
  let slug = '';
  for (const word of wordsOf(title)) {
    const longer = slug === '' ? word.slice(0, SLUG_LENGTH) : `${slug}-${word}`;
    if (longer.length > SLUG_LENGTH) break;
    slug = longer;
  }
  return slug === '' ? otherwise : slug;
}

/** A code for certificates from a title: `ESCU-ANTE-HABL`. */
export const codeOf = (title: string): string =>
  wordsOf(title)
    .slice(0, CODE_WORDS)
    .map((word) => word.slice(0, CODE_LETTERS).toUpperCase())
    .join('-') || 'CURSO';

/** The first of `name`, `name-2`, `name-3`, … that is not taken. */
export async function freeName(
  name: string,
  isTaken: (name: string) => Promise<boolean> | boolean,
): Promise<string> {
  let free = name;
  for (let number = 2; await isTaken(free); number += 1) free = `${name}-${String(number)}`;
  return free;
}

/** The same for an id among ids that are known. */
export function freeId(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${String(number)}`;
  return free;
}
