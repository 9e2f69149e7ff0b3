import { toSearchText } from '../../lib/search-text.ts';
import type { ItemType } from '../courses/item-document.ts';
import { typeOf, valueAt, type Draft, type DraftValue } from './item-draft.ts';

/** What a field of an item holds, where it is not a text; empty means null, or what the schema says. */
const NUMBERS = new Set([
  'weight',
  'credit',
  'from',
  'to',
  'factor',
  'minWords',
  'maxWords',
  'maxFiles',
  'maxSeconds',
  'points',
]);
const FLAGS = new Set([
  'correct',
  'critical',
  'penalty',
  'caseSensitive',
  'accentSensitive',
  'unitRequired',
  'assisted',
]);
/** What is absent when it is empty, since its schema knows a value of its own. */
const OWN_VALUE = new Set([
  'weight',
  'maxFiles',
  'maxSeconds',
  'points',
  'format',
  'use',
  'counts',
]);
const OWN_FLAGS: Partial<Record<ItemType, string[]>> = {
  multiple: ['penalty'],
  shorttext: ['caseSensitive', 'accentSensitive'],
  number: ['unitRequired'],
  oral: ['assisted'],
};

/** Names of the true and the false option, as course files have them. */
export const TRUE_FALSE = ['verdadero', 'falso'] as const;
export type TrueFalseTexts = Record<(typeof TRUE_FALSE)[number], { es: string; en: string }>;

/** What the form says, tidied, as the item that it means to be; whether it is one is for the schema to say. */
export function candidateOf(draft: Draft, id: string, texts: TrueFalseTexts): unknown {
  const type = typeOf(draft);
  const { correct, ...fields } = draft;
  const item = group(fields, '') as Record<string, unknown>;
  const tags = typeof fields['tags'] === 'string' ? fields['tags'] : '';
  item['id'] = id;
  item['type'] = type;
  // Recordings come with files, on a page of their own.
  delete item['audio'];
  item['tags'] = [...new Set(tags.split(',').map((tag) => tag.trim()))].filter(Boolean);
  item['critical'] = fields['critical'] === 'si';
  for (const flag of OWN_FLAGS[type] ?? []) item[flag] = fields[flag] === 'si';
  if (type === 'file') item['accepts'] = [fields['accepts'] ?? []].flat();
  if (type === 'single') {
    for (const option of (item['options'] ?? []) as Record<string, unknown>[])
      option['correct'] = option['id'] === correct;
  }
  if (type === 'truefalse') {
    item['options'] = TRUE_FALSE.map((name, at) => ({
      credit: null,
      feedback: localized(valueAt(draft, `options.${String(at)}.feedback`)),
      id: name,
      correct: correct === name,
      text: texts[name],
    }));
  }
  return item;
}

const isText = (value: DraftValue): boolean =>
  typeof value === 'object' && !Array.isArray(value) && 'es' in value;

function localized(value: DraftValue | undefined): { es: string; en: string } | null {
  if (value === undefined || typeof value === 'string' || Array.isArray(value)) return null;
  const read = (text: DraftValue | undefined): string =>
    typeof text === 'string' ? text.normalize('NFC').trim() : '';
  const es = read(value['es']);
  const en = read(value['en']);
  return es === '' && en === '' ? null : { es: es || en, en: en || es };
}

function group(value: Draft, within: string): unknown {
  const fields: Record<string, unknown> = {};
  for (const [name, inside] of Object.entries(value)) {
    const known = field(name, inside, within);
    if (known !== undefined) fields[name] = known;
  }
  if (within === 'options') fields['correct'] = value['correct'] === 'si';
  if (within === 'nodes') fields['critical'] = value['critical'] === 'si';
  if (within === 'gaps' && value['kind'] === 'typed')
    for (const flag of ['caseSensitive', 'accentSensitive']) fields[flag] = value[flag] === 'si';
  return fields;
}

function field(name: string, value: DraftValue, within: string): unknown {
  if (Array.isArray(value))
    return value.map((row) => (typeof row === 'string' ? row : group(row as Draft, name)));
  if (typeof value === 'object') return isText(value) ? localized(value) : group(value, name);
  const text = value.normalize('NFC').trim();
  if (FLAGS.has(name)) return text === 'si';
  if (text === '') return name === 'credit' && within !== 'options' ? undefined : emptyOf(name);
  if (name === 'objective' || name === 'topic') return toSearchText(text).replaceAll(' ', '-');
  const isNode = name === 'to' && within === 'choices';
  return NUMBERS.has(name) && !isNode ? numberOf(text) : text;
}

const emptyOf = (name: string): null | undefined => (OWN_VALUE.has(name) ? undefined : null);

/** A number with a point or a comma before its decimals; the text itself when it is none. */
export function numberOf(text: string): number | string {
  const plain = /^[-+−]?\d+(?:[.,]\d+)?$/.test(text)
    ? Number(text.replace('−', '-').replace(',', '.'))
    : NaN;
  return Number.isFinite(plain) ? plain : text;
}
