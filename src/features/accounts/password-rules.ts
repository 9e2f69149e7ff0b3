import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MessageKey } from '../../i18n/translate.ts';
import { projectRoot } from '../../lib/project-root.ts';

export const PASSWORD_MIN = 8;
export const PASSWORD_MAX = 128;

/** What is known about the person that a guesser would try first: names, user name, municipality, network. */
export type PasswordContext = readonly (string | null | undefined)[];

/** Words of this platform and of the institutions around it. */
const HOUSE_WORDS = [
  'mucpaz',
  'mucpazmexico',
  'redmucpaz',
  'cecopam',
  'sesnsp',
  'semujeres',
  'inmujeres',
  'imef',
  'sspc',
  'sedena',
  'policia',
  'mujeres',
  'mexico',
  'aula',
  'aula1325',
  'resolucion1325',
  'password',
  'contrasena',
  'clave',
  'admin',
  'administrador',
];

let common: ReadonlySet<string> | undefined;

const commonPasswords = (): ReadonlySet<string> =>
  (common ??= new Set(
    readFileSync(join(projectRoot, 'content', 'passwords', 'common.txt'), 'utf8').split('\n'),
  ));

/** What guessers write instead of a letter. */
const SIGNS: Readonly<Record<string, string>> = { '@': 'a', $: 's' };
const DIGITS: Readonly<Record<string, string>> = { '0': 'o', '3': 'e', '4': 'a', '5': 's' };
const respell = (text: string, letters: Readonly<Record<string, string>>): string =>
  Array.from(text, (character) => letters[character] ?? character).join('');

/** As guessers fold it: no accents, no case. */
const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase('es');

const lettersAndDigits = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Why a password may not be used, or null. Length in characters after NFC, nothing about which kinds of characters; the
 * text itself is never changed or trimmed.
 */
export function passwordProblem(
  password: string,
  context: PasswordContext = [],
): MessageKey | null {
  // Characters are at most two units long: longer texts are refused before anything is done with them.
  if (password.length > PASSWORD_MAX * 4) return 'password.tooLong';
  const characters = Array.from(password.normalize('NFC'));
  if (characters.length < PASSWORD_MIN) return 'password.tooShort';
  if (characters.length > PASSWORD_MAX) return 'password.tooLong';
  const folded = fold(password);
  if (new Set(folded).size === 1 || isRun(folded) || commonPasswords().has(folded))
    return 'password.common';
  const spelt = lettersAndDigits(respell(folded, SIGNS));
  return isMadeOf(spelt, contextWords(context)) ? 'password.context' : null;
}

/** Neighbours all along, such as 23456789 or hgfedcba. */
function isRun(text: string): boolean {
  const codes = Array.from(text, (character) => character.charCodeAt(0));
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)));
  return steps.size === 1 && (steps.has(1) || steps.has(-1));
}

/** Single words of three letters or more, and each phrase run together: `rosa`, `hernandez`, `rosahernandez`. */
function contextWords(context: PasswordContext): string[] {
  const words = new Set(HOUSE_WORDS);
  for (const phrase of context) {
    const folded = fold((phrase ?? '').slice(0, 200));
    words.add(lettersAndDigits(folded));
    for (const word of folded.split(/[^\p{L}\p{N}]+/u)) words.add(word);
  }
  return [...words].filter((word) => word.length >= 3);
}

/** Whether the text is nothing but such words and digits, with one word at least. */
function isMadeOf(text: string, words: readonly string[]): boolean {
  const lookalike = respell(text, DIGITS);
  /** For each position: whether it is reached by digits alone, and by digits and words. */
  const bare = new Set([0]);
  const worded = new Set<number>();
  for (let i = 0; i < text.length; i += 1) {
    if (!bare.has(i) && !worded.has(i)) continue;
    if (/\d/.test(text.charAt(i))) {
      if (bare.has(i)) bare.add(i + 1);
      if (worded.has(i)) worded.add(i + 1);
    }
    for (const word of words) {
      if (text.startsWith(word, i) || lookalike.startsWith(word, i)) worded.add(i + word.length);
    }
  }
  return worded.has(text.length);
}
