import type { z } from 'zod';
import type { ItemDocument } from '../features/courses/item-document.ts';

/** An item as it is written here: what the schema fills in may be absent, and so is its id. */
export type Written =
  z.input<typeof ItemDocument> extends infer T
    ? T extends unknown
      ? Omit<T, 'id'>
      : never
    : never;

/** A text of the demonstration's bank, which is in Spanish. */
export const es = (text: string): { es: string; en: string } => ({ es: text, en: text });
