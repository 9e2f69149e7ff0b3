import { parse } from 'yaml';
import { FILE_KINDS, type ItemType } from '../../courses/item-document.ts';
import { cutCloze, gapOf } from './cloze.ts';
import { unreadable } from './collect.ts';
import { FILL_IN } from './gaps-carried.ts';
import type { Field } from './sheet-fields.ts';
import { isYes } from './sheet-key.ts';

/** A text of a sheet in both languages. */
export interface Text {
  es: string;
  en: string;
}

/** What a row holds under each field: tidy, and nothing empty. */
export type Cells = Map<Field, string>;

export const both = (
  cells: Cells,
  field: 'stem' | 'feedback' | 'template' | 'graderNotes',
): Text | null => {
  const es = cells.get(field);
  return es === undefined ? null : { es, en: cells.get(`${field}.en`) ?? es };
};

export const unitsIn = (text: string): { name: string; factor: number }[] =>
  text
    .split(/\s*;\s*/)
    .filter((unit) => unit !== '')
    .map((unit) => {
      const at = unit.lastIndexOf('=');
      return at < 0
        ? { name: unit, factor: 1 }
        : { name: unit.slice(0, at).trim(), factor: Number(unit.slice(at + 1)) };
    });

/** Spanish in the place of the English that nobody wrote. */
function inBoth(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inBoth);
  const fields = Object.entries(value).map(([key, inside]) => [key, inBoth(inside)] as const);
  const { es, en } = value as { es?: unknown; en?: unknown };
  return Object.fromEntries(
    typeof es === 'string' && en === undefined ? [...fields, ['en', es] as const] : fields,
  );
}

/** Gaps and scenarios have parts inside parts: they are written as YAML. */
export function structure(cells: Cells): Record<string, unknown> {
  try {
    const read: unknown = parse(cells.get('structure') ?? '', { maxAliasCount: 0 });
    if (typeof read === 'object' && read !== null && !Array.isArray(read))
      return inBoth(read) as Record<string, unknown>;
  } catch {
    // Told below, as every other structure that is none.
  }
  return unreadable('formats.problem.structure');
}

export function cloze(cells: Cells): Record<string, unknown> {
  const { text, gaps } = cutCloze(cells.get('stem') ?? '');
  if (gaps.length === 0) return unreadable('formats.problem.gapWithoutAnswer');
  const inside = (raw: string) => ({ es: raw, en: raw });
  return {
    stem: FILL_IN,
    text: { es: text, en: text },
    gaps: gaps.map((gap, at) => gapOf(gap, at, inside)),
  };
}

export function byHand(type: ItemType, cells: Cells): Record<string, unknown> {
  const count = (field: Field): number | null => {
    const said = cells.get(field);
    return said === undefined ? null : Number(said);
  };
  const graderNotes = both(cells, 'graderNotes');
  if (type === 'essay') {
    return {
      minWords: count('minWords'),
      maxWords: count('maxWords'),
      template: both(cells, 'template'),
      graderNotes,
    };
  }
  if (type === 'oral') {
    const assisted = cells.get('assisted');
    return {
      maxSeconds: count('maxSeconds') ?? 180,
      assisted: assisted === undefined || isYes(assisted),
      graderNotes,
    };
  }
  const accepts = (cells.get('accepts') ?? '').split(/[\s,;]+/).filter((kind) => kind !== '');
  const known = FILE_KINDS.filter((kind) => accepts.includes(kind));
  return {
    accepts:
      accepts.length === 0
        ? ['image', 'pdf']
        : accepts.every((kind) => (known as string[]).includes(kind))
          ? accepts
          : known,
    maxFiles: count('maxFiles') ?? 1,
    graderNotes,
  };
}
