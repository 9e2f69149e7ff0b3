import { createHmac, hash, randomBytes, randomInt } from 'node:crypto';

/** Letters and digits that nobody mixes up when reading from paper: no 0/O, 1/I/L, 5/S, 2/Z, 8/B, U/V. */
export const TYPED_ALPHABET = 'ACDEFGHJKMNPQRTWXY3467 9'.replace(' ', '');

/** An opaque id for addresses and keys: 128 random bits, 22 characters of base64url. */
export const newId = (): string => randomBytes(16).toString('base64url');

/** A secret for links: 128 random bits. */
export const newLinkCode = (): string => randomBytes(16).toString('base64url');

/** A code that a person types: `length` characters of an unambiguous alphabet. */
export function newTypedCode(length = 8): string {
  let code = '';
  for (let i = 0; i < length; i += 1)
    code += TYPED_ALPHABET[randomInt(TYPED_ALPHABET.length)] ?? '';
  return code;
}

/** What was typed, as it was printed: upper case, without spaces or hyphens. */
export const normaliseTypedCode = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—.]/g, '');

/** Codes and session ids are stored only as this digest, so a stolen database opens nothing. */
export const digest = (secret: string): string => hash('sha256', secret, 'base64url');

/**
 * The id of what a form makes. `key` came with the form, so that sending it again finds what it made; who changed a word on a page that
 * she went back to makes something else. A form without a key makes something new each time.
 */
export const idOfSending = (key: string | undefined, ...said: readonly unknown[]): string =>
  key === undefined ? newId() : digest(JSON.stringify([key, ...said])).slice(0, 22);

/** A keyed digest: equal inputs meet, but nobody without the key can try candidates. */
export const keyedDigest = (key: Buffer, text: string): string =>
  createHmac('sha256', key).update(text).digest('base64url');
