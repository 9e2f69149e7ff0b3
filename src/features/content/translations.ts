import type { Place, Problems } from './problem.ts';

/** A text as authors write it: English may be missing. */
export interface WrittenText {
  es: string;
  en: string | null;
}

const isText = (value: object): value is WrittenText =>
  'es' in value && 'en' in value && typeof value.es === 'string';

/** Where in a value English is missing. */
export function untranslated(value: unknown, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (typeof value !== 'object' || value === null) return [];
  if (isText(value)) return value.en === null ? [[...path]] : [];
  return Object.entries(value).flatMap(([key, inside]) => untranslated(inside, [...path, key]));
}

/** The same value with Spanish in the place of the English that nobody wrote. */
export function withEnglish(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isText(value)) return { es: value.es, en: value.en ?? value.es };
  if (Array.isArray(value)) return value.map(withEnglish);
  return Object.fromEntries(
    Object.entries(value).map(([key, inside]) => [key, withEnglish(inside)]),
  );
}

/** Tells each text that has no English: whoever reads in English is shown the Spanish one. */
export function warnUntranslated(
  { value, at }: { value: unknown; at: (path: readonly PropertyKey[]) => Place },
  problems: Problems,
): void {
  for (const path of untranslated(value)) {
    problems.warn(at(path), 'content.problem.noEnglish', { field: path.map(String).join('.') });
  }
}
