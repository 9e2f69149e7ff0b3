import { toSearchText } from '../../lib/search-text.ts';
import type { ItemDocument } from '../courses/item-document.ts';

/**
 * When two questions say nearly the same: they share most of their words, and marks are chosen so that such two share one of them nearly always (MinHash, four bands of three), and so candidates are
 * found over an index in the place of a comparison of each with each.
 */

const BANDS = 4;
const ROWS = 3;
/** From here on two questions are told to be alike: the share of common words among all of both. */
export const ALIKE = 0.75;

/** What somebody reads of a question in Spanish: its texts without reasons, keys and marks. */
function saidBy(item: ItemDocument, comparable: typeof toSearchText): string[] {
  const parts: string[] = [];
  const visit = (value: unknown, key: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (key === 'feedback' || key === 'consequence' || key === 'graderNotes') return;
    if (Array.isArray(value)) {
      value.forEach((one) => {
        visit(one, key);
      });
      return;
    }
    const { es } = value as { es?: unknown };
    if (typeof es === 'string') {
      parts.push(comparable(es));
      return;
    }
    for (const [name, inside] of Object.entries(value)) visit(inside, name);
  };
  visit(item, '');
  return parts;
}

/** The different words of a question. */
export const wordSet = (item: ItemDocument, comparable = toSearchText): ReadonlySet<string> =>
  new Set(saidBy(item, comparable).join(' ').split(' ').filter(Boolean));

/** The share of common words, from 0 to 1. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let common = 0;
  for (const word of one) if (other.has(word)) common += 1;
  const all = one.size + other.size - common;
  return all === 0 ? 1 : common / all;
}

/** FNV-1a, 32 bits. */
function numberOf(word: string): number {
  let number = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1)
    number = Math.imul(number ^ word.charCodeAt(at), 0x01000193);
  return number >>> 0;
}

/** One of many ways to mix a number, named by an odd one. */
const mixed = (number: number, way: number): number => {
  let value = Math.imul(number ^ (way * 0x9e3779b1), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** The marks that likely duplicates share. */
export function marksOf(words: ReadonlySet<string>): string[] {
  const numbers = [...words].map(numberOf);
  if (numbers.length === 0) return [];
  return Array.from({ length: BANDS }, (_, band) => {
    const least = Array.from({ length: ROWS }, (__, row) => {
      const way = 2 * (band * ROWS + row) + 1;
      return numbers.reduce((low, number) => Math.min(low, mixed(number, way)), 0xffffffff);
    });
    return `${String(band)}${least.map((value) => value.toString(36)).join('.')}`;
  });
}
