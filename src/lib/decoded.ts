import { fromWindows1252 } from './windows-1252.ts';

const MARKS: readonly [mark: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], 'utf-8'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/**
 * The text of a file, its line breaks as `\n`. A mark at its beginning says how it was written; otherwise it is UTF-8, or
 * Windows-1252 where it cannot be UTF-8.
 */
export function decodedText(input: Buffer | string): string {
  const text = typeof input === 'string' ? input.replace(/^\ufeff/, '') : decode(input);
  return text.replace(/\r\n?/g, '\n');
}

function decode(bytes: Buffer): string {
  const marked = MARKS.find(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  if (marked !== undefined) return new TextDecoder(marked[1]).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fromWindows1252(bytes);
  }
}

/** Whether bytes are no text in any encoding that is read: texts hold no zeros, but for those of UTF-16. */
export function isBinary(bytes: Buffer): boolean {
  const isMarked = MARKS.some(([mark]) => mark.every((byte, at) => bytes[at] === byte));
  return !isMarked && bytes.includes(0);
}
