import { ITEM_TYPES, type ItemDocument, type ItemType } from '../courses/item-document.ts';

/**
 * An item while somebody writes it: texts as they were typed, under the names of the item's own fields, so that a field of the
 * form is called `options.2.text.es` and every type is read and shown in one way.
 */
export interface Draft {
  [field: string]: DraftValue;
}
export type DraftValue = string | Draft | DraftValue[];

const NAME = /^(?:[a-z][A-Za-z]{0,30}|\d{1,2})$/;
const DEPTH = 6;

const isList = (value: DraftValue | undefined): value is DraftValue[] => Array.isArray(value);
const isGroup = (value: DraftValue | undefined): value is Draft =>
  typeof value === 'object' && !Array.isArray(value);

/** Reads what a form sent. Names that no item has are left out, whoever made them up. */
export function readDraft(sent: Readonly<Record<string, unknown>>): Draft {
  const draft: Draft = Object.create(null) as Draft;
  for (const [name, value] of Object.entries(sent)) {
    const path = name.split('.');
    if (path.length > DEPTH || !path.every((part) => NAME.test(part))) continue;
    const text = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : value;
    if (typeof text === 'string') put(draft, path, text.replace(/\r\n?/g, '\n'));
    else if (isTexts(text)) put(draft, path, text);
  }
  return dense(draft) as Draft;
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value);

function put(into: Draft, [first = '', ...rest]: readonly string[], value: DraftValue): void {
  if (rest.length === 0) {
    into[first] = value;
    return;
  }
  const inside = into[first];
  const group: Draft = isGroup(inside) ? inside : (Object.create(null) as Draft);
  into[first] = group;
  put(group, rest, value);
}

/** Groups whose names are numbers are lists; what was sent with gaps in its numbers closes them. */
function dense(value: DraftValue): DraftValue {
  if (typeof value === 'string') return value;
  if (isList(value)) return value.map(dense);
  const entries = Object.entries(value).map(([name, inside]) => [name, dense(inside)] as const);
  if (entries.length > 0 && entries.every(([name]) => /^\d/.test(name)))
    return entries
      .sort(([one], [other]) => Number(one) - Number(other))
      .map(([, inside]) => inside);
  return Object.fromEntries(entries);
}

/** What stands under a name such as `nodes.0.choices`. */
export function valueAt(draft: Draft, name: string): DraftValue | undefined {
  let value: DraftValue | undefined = draft;
  for (const part of name.split('.')) {
    if (isList(value)) value = value[Number(part)];
    else if (isGroup(value) && Object.hasOwn(value, part)) value = value[part];
    else return undefined;
  }
  return value;
}

export const textAt = (draft: Draft, name: string): string => {
  const value = valueAt(draft, name);
  return typeof value === 'string' ? value : '';
};

export const rowsAt = (draft: Draft, name: string): DraftValue[] => {
  const value = valueAt(draft, name);
  return isList(value) ? value : [];
};

export function typeOf(draft: Draft): ItemType {
  const type = textAt(draft, 'type');
  return ITEM_TYPES.find((one) => one === type) ?? 'single';
}

/** Which of the lists hold the parts of an item, and how a new part is called. */
const PREFIXES: Record<string, string> = {
  options: '',
  pairs: 'p',
  distractors: 'd',
  steps: 's',
  answers: 'r',
  units: 'u',
  gaps: 'hueco',
  nodes: 'n',
  choices: 'c',
};
const MOST: Record<string, number> = {
  options: 20,
  pairs: 20,
  distractors: 20,
  steps: 20,
  answers: 20,
  units: 10,
  gaps: 30,
  nodes: 60,
  choices: 6,
};
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function newId(list: string, rows: readonly DraftValue[]): string {
  const taken = new Set(rows.map((row) => (isGroup(row) ? row['id'] : '')));
  const prefix = PREFIXES[list] ?? '';
  for (let at = 0; ; at += 1) {
    const id = prefix === '' ? (LETTERS[at] ?? `o${String(at + 1)}`) : `${prefix}${String(at + 1)}`;
    if (!taken.has(id)) return id;
  }
}

const FIRST_ROWS: Partial<Record<ItemType, Record<string, number>>> = {
  single: { options: 4 },
  multiple: { options: 4 },
  matching: { pairs: 3 },
  ordering: { steps: 3 },
  shorttext: { answers: 1 },
  number: { answers: 1 },
  gaps: { gaps: 1 },
  scenario: { nodes: 2 },
};

/** An item that nobody has begun. */
export function blankDraft(type: ItemType): Draft {
  const draft: Draft = { type, format: 'plain', use: 'quiz' };
  if (type === 'multiple') draft['penalty'] = 'si';
  if (type === 'oral') draft['assisted'] = 'si';
  if (type === 'file') draft['accepts'] = ['image', 'pdf'];
  for (const [list, count] of Object.entries(FIRST_ROWS[type] ?? {})) {
    for (let at = 0; at < count; at += 1) addRow(draft, list);
  }
  return draft;
}

/** Adds an empty part to a list; answers its number, or null where there is no such list or no more room. */
export function addRow(draft: Draft, list: string): number | null {
  const parts = list.split('.');
  const name = parts.at(-1) ?? '';
  const most = MOST[name];
  const parent = parts.length === 1 ? draft : valueAt(draft, parts.slice(0, -1).join('.'));
  if (most === undefined || !isGroup(parent)) return null;
  const rows = rowsAt(draft, list);
  if (rows.length >= most) return null;
  const row: Draft = { id: newId(name, rows) };
  if (name === 'units') delete row['id'];
  if (name === 'gaps') Object.assign(row, { kind: 'typed', answers: [{ id: 'r1' }] });
  if (name === 'nodes') row['choices'] = [{ id: 'c1' }, { id: 'c2' }];
  parent[name] = [...rows, row];
  return rows.length;
}

/** Takes a part away, named `steps.2`. What led to a node that is gone leads back. */
export function removeRow(draft: Draft, name: string): void {
  const list = name.replace(/\.\d+$/, '');
  const rows = rowsAt(draft, list);
  const [gone] = rows.splice(Number(name.slice(list.length + 1)), 1);
  if (list !== 'nodes' || !isGroup(gone)) return;
  for (const node of rows) {
    if (!isGroup(node) || !isList(node['choices'])) continue;
    for (const choice of node['choices'])
      if (isGroup(choice) && choice['to'] === gone['id']) choice['to'] = '';
  }
}

/** Lets a part change places with the one before it. */
export function raiseRow(draft: Draft, name: string): void {
  const list = name.replace(/\.\d+$/, '');
  const rows = rowsAt(draft, list);
  const at = Number(name.slice(list.length + 1));
  const [row, before] = [rows[at], rows[at - 1]];
  if (row === undefined || before === undefined) return;
  rows[at] = before;
  rows[at - 1] = row;
}

/** An item as it stands, to be written on. English that says what Spanish says is not repeated. */
export function draftOf(item: ItemDocument): Draft {
  const draft = asDraft(item) as Draft;
  delete draft['id'];
  delete draft['audio'];
  draft['tags'] = item.tags.join(', ');
  if (item.type === 'single' || item.type === 'truefalse')
    draft['correct'] = item.options.find(({ correct }) => correct)?.id ?? '';
  return draft;
}

/** A value of a document as fields of a form hold it: nothing and no are empty, yes is `si`. */
export function asDraft(value: string | number | boolean | object | null | undefined): DraftValue {
  if (value === null || value === undefined || value === false) return '';
  if (value === true) return 'si';
  if (Array.isArray(value)) return value.map(asDraft);
  if (typeof value !== 'object') return String(value);
  const group = Object.fromEntries(
    Object.entries(value).map(([name, inside]: [string, string | object]) => [
      name,
      asDraft(inside),
    ]),
  );
  return typeof group['es'] === 'string' && group['en'] === group['es']
    ? { es: group['es'], en: '' }
    : group;
}

/** Whether any text has been written in English. */
export function hasEnglish(value: DraftValue): boolean {
  if (typeof value === 'string') return false;
  if (isList(value)) return value.some(hasEnglish);
  const { en } = value;
  return (typeof en === 'string' && en !== '') || Object.values(value).some(hasEnglish);
}

/** What says something in a part of a list; a part without is one that nobody filled in. */
const SAYING = new Set(['from', 'name', 'factor']);
const SPARE = new Set(['options', 'pairs', 'distractors', 'steps', 'answers', 'units', 'choices']);

const isText = (value: Draft): boolean => 'es' in value || 'en' in value;

function says(value: DraftValue, name = ''): boolean {
  if (typeof value === 'string') return SAYING.has(name) && value.trim() !== '';
  if (isList(value)) return value.some((one) => says(one, name));
  if (isText(value))
    return Object.values(value).some((text) => typeof text === 'string' && text.trim() !== '');
  return Object.entries(value).some(([key, inside]) => says(inside, key));
}

/** The same without the parts that nobody filled in, and with as many as its type must have. */
export function tidied(draft: Draft): Draft {
  const isFixed = typeOf(draft) === 'truefalse';
  const tidy = <T extends DraftValue>(value: T): T => {
    if (typeof value === 'string') return value;
    if (isList(value)) return value.map(tidy) as T;
    const kept = Object.entries(value).map(([name, inside]) => {
      const isSpare = SPARE.has(name) && isList(inside) && !isFixed;
      return [name, tidy(isSpare ? inside.filter((row) => says(row)) : inside)] as const;
    });
    return Object.fromEntries(kept) as T;
  };
  const tidyDraft = tidy(draft);
  for (const list of Object.keys(FIRST_ROWS[typeOf(draft)] ?? {})) {
    const least = list === 'gaps' || list === 'answers' ? 1 : 2;
    while (rowsAt(tidyDraft, list).length < least) if (addRow(tidyDraft, list) === null) break;
  }
  return tidyDraft;
}
