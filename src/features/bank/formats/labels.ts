import {
  DIFFICULTIES,
  ITEM_TYPES,
  type ItemDocument,
  type ItemType,
} from '../../courses/item-document.ts';
import { BLOOM, PILLARS } from '../../courses/framework.ts';
import { isName } from './names.ts';

/**
 * What an item says of itself beside its texts, as labels `aula:name=value` that other systems keep as tags. Only what
 * differs from a new item is written. Labels that are not ours are the item's own tags.
 */

const OURS = 'aula:';
/** The longest and the most tags that an item keeps. */
const MOST = { length: 60, tags: 20 };

/** What labels say, as the fields of a draft. */
export interface LabelledFields {
  id?: string;
  use?: 'quiz' | 'check';
  form?: 'A' | 'B';
  objective?: string;
  bloom?: (typeof BLOOM)[number];
  pillar?: (typeof PILLARS)[number];
  topic?: string;
  difficulty?: (typeof DIFFICULTIES)[number];
  critical?: boolean;
  weight?: number;
  tags?: string[];
}

export interface ReadLabels {
  fields: LabelledFields;
  type: ItemType | null;
  /** Labels of ours that say how to read the question itself. */
  more: ReadonlyMap<string, string>;
  /** Tags that were cut or left because an item keeps no more. */
  shortened: string[];
}

const oneOf = <T extends string>(list: readonly T[], value: string): T | undefined =>
  list.find((one) => one === value);

/** Takes one label into the fields; false where it says nothing that an item can keep. */
function take(fields: LabelledFields, name: string, value: string): boolean {
  const set = <K extends keyof LabelledFields>(key: K, read: LabelledFields[K] | undefined) => {
    if (read === undefined) return false;
    fields[key] = read;
    return true;
  };
  switch (name) {
    case 'id':
      return set('id', isName(value) ? value : undefined);
    case 'uso':
      return set('use', oneOf(['quiz', 'check'], value));
    case 'forma':
      return set('form', oneOf(['A', 'B'], value));
    case 'objetivo':
      return set('objective', isName(value) ? value : undefined);
    case 'bloom':
      return set('bloom', oneOf(BLOOM, value));
    case 'pilar':
      return set('pillar', oneOf(PILLARS, value));
    case 'tema':
      return set('topic', isName(value) ? value : undefined);
    case 'dificultad':
      return set('difficulty', oneOf(DIFFICULTIES, value));
    case 'critico':
      return set('critical', value === '1' ? true : undefined);
    case 'peso':
      return set('weight', /^(?:[1-9]\d?|100)$/.test(value) ? Number(value) : undefined);
    default:
      return false;
  }
}

const FIELDS = new Set('id uso forma objetivo bloom pilar tema dificultad critico peso'.split(' '));

export function readLabels(labels: readonly string[]): ReadLabels {
  const fields: LabelledFields = {};
  const more = new Map<string, string>();
  const tags: string[] = [];
  const shortened: string[] = [];
  let type: ItemType | null = null;
  const keep = (label: string): void => {
    const tag = label.trim();
    if (tag === '' || tags.includes(tag)) return;
    if (tag.length > MOST.length || tags.length >= MOST.tags) shortened.push(tag);
    if (tags.length < MOST.tags) tags.push(tag.slice(0, MOST.length).trim());
  };
  for (const label of labels) {
    const [, name = '', value = ''] = /^aula:([a-z-]+)=([\s\S]*)$/.exec(label) ?? [];
    if (name === '') keep(label);
    else if (name === 'etiqueta') keep(unpacked(value));
    else if (name === 'tipo') type = oneOf(ITEM_TYPES, value) ?? null;
    else if (!FIELDS.has(name)) more.set(name, value);
    else if (!take(fields, name, value)) keep(label);
  }
  if (tags.length > 0) fields.tags = tags;
  return { fields, type, more, shortened };
}

/** The labels of an item; `more` says how its question is to be read. */
export function labelsOf(
  item: ItemDocument,
  more: Readonly<Record<string, string>> = {},
): string[] {
  const said: Record<string, string | null> = {
    uso: item.use === 'quiz' ? null : item.use,
    forma: item.form,
    objetivo: item.objective,
    bloom: item.bloom,
    pilar: item.pillar,
    tema: item.topic,
    dificultad: item.difficulty,
    critico: item.critical ? '1' : null,
    peso: item.weight === 1 ? null : String(item.weight),
    ...more,
  };
  return [
    ...Object.entries(said).flatMap(([name, value]) =>
      value === null ? [] : [`${OURS}${name}=${value}`],
    ),
    ...item.tags.map((tag) =>
      tag.startsWith(OURS) || /[\\<>`,]/.test(tag) ? `${OURS}etiqueta=${packed(tag)}` : tag,
    ),
  ];
}

/** A value as a label can carry it. */
export const packed = (value: string): string => encodeURIComponent(value);

export function unpacked(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
