import type { Found } from './found.ts';
import type { ReadResult } from './formats/format.ts';

/** What was read, with what each question is found by. */
export interface Told extends ReadResult {
  found: Found[];
}
