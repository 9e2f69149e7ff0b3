import { hash } from 'node:crypto';

/** What JSON can say. */
export type Json = string | number | boolean | null | readonly Json[] | Fields;
interface Fields {
  readonly [key: string]: Json;
}

const sorted = (value: Json): Json => {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Fields);
  return Object.fromEntries(
    entries
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, one]) => [key, sorted(one)]),
  );
};

/** One text for one value: keys in the order of their letters, no blanks. */
export const canonicalJson = (value: Json): string => JSON.stringify(sorted(value));

/** SHA-256 of a text, as hexadecimal digits: anybody can work it out again with what every system brings. */
export const sha256Of = (text: string): string => hash('sha256', text, 'hex');
