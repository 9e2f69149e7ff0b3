import type { NumberAnswer, WrittenAnswer, WrittenKey } from './item-kind.ts';

/** The longest line that is compared with a key. */
export const LONGEST_LINE = 500;

const MARKS = /[\u0300-\u0302\u0304-\u036f]/g;

interface Sense {
  caseSensitive: boolean;
  accentSensitive: boolean;
}

/**
 * What is compared: one space where several are, no accents and no capitals unless they matter. The tilde stays, since
 * *año* is another word than *ano*.
 */
function plain(text: string, { caseSensitive, accentSensitive }: Sense): string {
  const spaced = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const cased = caseSensitive ? spaced : spaced.toLocaleLowerCase('es-MX');
  return accentSensitive ? cased : cased.normalize('NFD').replace(MARKS, '').normalize('NFC');
}

/** Cuts a pattern at its stars; `\*` is a star itself. */
const piecesOf = (pattern: string): string[] =>
  pattern
    .replaceAll('\\*', '\u0000')
    .split('*')
    .map((piece) => piece.replaceAll('\u0000', '*'));

/** Whether a text fits a pattern, piece after piece: no pattern makes this slow. */
function fitsPattern(pattern: string, text: string, sense: Sense): boolean {
  const pieces = piecesOf(pattern).map((piece) => loose(piece, sense));
  const written = plain(text, sense);
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return written === first.trim();
  const begin = first.trimStart();
  const end = last.trimEnd();
  if (!written.startsWith(begin)) return false;
  let at = begin.length;
  for (const piece of rest) {
    const found = written.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return written.length - at >= end.length && written.endsWith(end);
}

/** Like `plain`, but keeps the spaces beside a star. */
const loose = (piece: string, sense: Sense): string => {
  const inside = plain(piece, sense);
  const before = /^\s/.test(piece) ? ' ' : '';
  const after = /\s$/.test(piece) ? ' ' : '';
  return inside === '' ? before : `${before}${inside}${after}`;
};

/** The first answer of the key that a text fits, as the author ordered them. */
export const writtenAs = (key: WrittenKey, text: string): WrittenAnswer | null =>
  key.answers.find(({ texts }) => texts.some((pattern) => fitsPattern(pattern, text, key))) ?? null;

const NUMBER = /^([+-]?)(\d+(?:[ ,]\d{3})*|\d*)(?:([.,])(\d+))?(?:[eE]([+-]?\d{1,3}))?\s*(.*)$/;

/** A number with what stands after it. */
export interface ReadNumber {
  value: number;
  unit: string;
}

/**
 * Reads a number as people write it here: the point is for decimals and the comma for thousands (1,234.5); a comma that
 * cannot stand for thousands is taken for decimals (3,5). Null where it is none.
 */
export function readNumber(text: string): ReadNumber | null {
  const match = NUMBER.exec(text.normalize('NFC').replace('−', '-').replace(/\s+/g, ' ').trim());
  if (match === null) return null;
  const [, sign = '', whole = '', , decimals = '', exponent = '0', unit = ''] = match;
  if (whole === '' && decimals === '') return null;
  const digits = `${sign}${whole.replace(/[ ,]/g, '') || '0'}.${decimals || '0'}e${exponent}`;
  const value = Number(digits);
  return Number.isFinite(value) ? { value, unit: unit.trim() } : null;
}

/** The first answer of the key that a number lies in. */
export const numberAs = (answers: readonly NumberAnswer[], value: number): NumberAnswer | null =>
  answers.find(
    ({ from, to }) => (from === null || value >= from) && (to === null || value <= to),
  ) ?? null;
