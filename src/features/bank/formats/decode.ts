import { decodedText } from '../../../lib/decoded.ts';
import { LIMITS } from './format.ts';

/** The text of a file (`decodedText`). Null where it is larger than is read. */
export const textOf = (input: Buffer | string): string | null =>
  input.length > LIMITS.bytes ? null : decodedText(input);
