import { randomBytes } from 'node:crypto';
import { newTypedCode, normaliseTypedCode } from '../../lib/random-code.ts';

/** Crockford's base 32: no I, L, O or U, so that what is read from paper has one spelling. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 26;
const CODE = new RegExp(`^[${ALPHABET}]{${String(LENGTH)}}$`);

/** The code of the public check: 130 random bits, so that nobody finds a certificate by trying. */
export const newCode = (): string =>
  Array.from(randomBytes(LENGTH), (byte) => ALPHABET.charAt(byte & 31)).join('');

/** As it is printed: five groups that an eye can hold. */
export const groupCode = (code: string): string =>
  [
    code.slice(0, 5),
    code.slice(5, 10),
    code.slice(10, 15),
    code.slice(15, 20),
    code.slice(20),
  ].join('-');

/**
 * A code as somebody typed it: any case and spacing, with the letters that the alphabet leaves out read as what they look
 * like. Null when it cannot be a code.
 */
export function readCode(typed: string): string | null {
  if (typed.length > 200) return null;
  const code = normaliseTypedCode(typed)
    .replace(/[_·•,:;/|‐‑‒―−]/g, '')
    .replace(/[IL]/g, '1')
    .replace(/O/g, '0')
    .replace(/U/g, 'V');
  return CODE.test(code) ? code : null;
}

/** The number that stands on the certificate and in correspondence. It opens nothing and counts nothing. */
export const newFolio = (year: string): string =>
  `A1325-${year}-${newTypedCode(4)}-${newTypedCode(4)}`;

/** A folio as somebody typed it, or null when the text is something else, such as a name. */
export function readFolio(typed: string): string | null {
  const text = typed.length > 100 ? '' : normaliseTypedCode(typed);
  const match = /^A1325(\d{4})([A-Z0-9]{4})([A-Z0-9]{4})$/.exec(text);
  return match === null ? null : `A1325-${match.slice(1).join('-')}`;
}
