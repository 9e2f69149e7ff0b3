import type { ItemDocument, ItemOf, ItemType } from '../../courses/item-document.ts';
import { packed, unpacked } from './labels.ts';

/**
 * Fields for which another system has no place of its own. They travel in one label, so that our own files lose nothing;
 * who edits the question elsewhere edits the rest of it.
 */
const CARRIED: Partial<Record<ItemType, Record<string, unknown>>> = {
  shorttext: { caseSensitive: false, accentSensitive: false },
  number: { units: [], unitRequired: false },
  essay: { minWords: null, maxWords: null, template: null, graderNotes: null },
  file: { accepts: ['image', 'pdf'], maxFiles: 1, graderNotes: null },
  oral: { maxSeconds: 180, assisted: true, graderNotes: null },
};

/** What the label says; anything that an author may have put there. */
export type CarriedData = Record<string, unknown>;

/** The fields of an item that differ from those of a new one, without those that the format writes itself. */
export function carriedBy(item: ItemDocument, written: readonly string[] = []): CarriedData {
  const fields = item as unknown as CarriedData;
  return Object.fromEntries(
    Object.entries(CARRIED[item.type] ?? {})
      .filter(
        ([name, usual]) =>
          !written.includes(name) && JSON.stringify(fields[name]) !== JSON.stringify(usual),
      )
      .map(([name]) => [name, fields[name]]),
  );
}

/** The label's value; null where there is nothing to carry. */
export const dataLine = (data: CarriedData): string | null =>
  Object.keys(data).length === 0 ? null : packed(JSON.stringify(data));

/** Reads the label; nothing where it was cut or changed. */
export function dataIn(line: string | undefined): CarriedData {
  if (line === undefined) return {};
  try {
    const data: unknown = JSON.parse(unpacked(line));
    return typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as CarriedData)
      : {};
  } catch {
    return {};
  }
}

/** The carried fields that belong to a type. */
export const fieldsOf = (type: ItemType, data: CarriedData): CarriedData =>
  Object.fromEntries(
    Object.keys(CARRIED[type] ?? {})
      .filter((name) => Object.hasOwn(data, name))
      .map((name) => [name, data[name]]),
  );

/** How the options of true or false are called unless an author says otherwise. */
export const TRUE_FALSE = {
  verdadero: { es: 'Verdadero', en: 'True' },
  falso: { es: 'Falso', en: 'False' },
} as const;

/** The texts of true and false where they are not the usual ones. */
export function trueFalseTexts(item: ItemOf<'truefalse'>): CarriedData {
  const texts = Object.fromEntries(item.options.map(({ id, text }) => [id, text]));
  const usual = item.options.every(({ id, text }) => {
    const known = id === 'falso' ? TRUE_FALSE.falso : TRUE_FALSE.verdadero;
    return text.es === known.es && text.en === known.en;
  });
  return usual ? {} : { texts };
}

/** Answers in Spanish, each followed by its English twin where that differs; `twins` are the places of the English ones. */
export function withTwins<T extends { text: { es: string; en: string } }>(
  answers: readonly T[],
): { written: (T & { line: string })[]; twins: number[] } {
  const written: (T & { line: string })[] = [];
  const twins: number[] = [];
  for (const answer of answers) {
    written.push({ ...answer, line: answer.text.es });
    if (answer.text.en !== answer.text.es) {
      twins.push(written.length);
      written.push({ ...answer, line: answer.text.en });
    }
  }
  return { written, twins };
}

/** Puts the twins together again. */
export function joinTwins<T extends { text: { es: string; en: string } }>(
  answers: readonly T[],
  twins: unknown,
): T[] {
  const places = new Set(Array.isArray(twins) ? (twins as unknown[]) : []);
  const joined: T[] = [];
  answers.forEach((answer, at) => {
    const before = joined.at(-1);
    if (places.has(at) && before !== undefined)
      joined[joined.length - 1] = { ...before, text: { es: before.text.es, en: answer.text.es } };
    else joined.push(answer);
  });
  return joined;
}
