import type { ItemDocument } from '../../courses/item-document.ts';
import { isName, letter } from './names.ts';

interface Part {
  id: string;
}

/** The parts that have names, list after list: names are unique within a list. Gaps are named in the text as well. */
function listsOf(item: ItemDocument): Part[][] {
  switch (item.type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return [item.options];
    case 'matching':
      return [[...item.pairs, ...item.distractors]];
    case 'ordering':
      return [item.steps];
    case 'shorttext':
    case 'number':
      return [item.answers];
    case 'gaps':
      return [item.gaps, ...item.gaps.map(({ answers }): Part[] => answers)];
    default:
      return [];
  }
}

/** The names that a reader gives to parts whose names a file does not carry. */
function usualNames(item: ItemDocument): string[] {
  if (item.type === 'truefalse') return ['verdadero', 'falso'];
  return listsOf(item).flatMap((list, at) =>
    list.map((_part, index) =>
      item.type === 'gaps' && at === 0 ? String(index + 1) : letter(index),
    ),
  );
}

/** The names of the parts in one line; null where they are those that a reader gives anyway. */
export function partIdsOf(item: ItemDocument): string | null {
  const names = listsOf(item).flatMap((list) => list.map(({ id }) => id));
  const line = names.join(',');
  return line === usualNames(item).join(',') ? null : line;
}

/** Names the parts as the line says; leaves the item alone where the line does not fit it. */
export function withPartIds(item: ItemDocument, line: string | undefined): ItemDocument {
  if (line === undefined) return item;
  const names = line.split(',');
  const lists = listsOf(item);
  const count = lists.reduce((sum, list) => sum + list.length, 0);
  if (names.length !== count || !names.every(isName)) return item;
  let at = 0;
  const given = lists.map((list) => names.slice(at, (at += list.length)));
  if (given.some((some) => new Set(some).size !== some.length)) return item;
  if (item.type === 'gaps') item.text = renamed(item.text, item.gaps, given[0] ?? []);
  lists.forEach((list, l) => {
    list.forEach((part, p) => {
      part.id = given[l]?.[p] ?? part.id;
    });
  });
  return item;
}

function renamed(
  text: { es: string; en: string },
  gaps: readonly Part[],
  names: readonly string[],
): { es: string; en: string } {
  const byOld = new Map(gaps.map(({ id }, at) => [id, names[at] ?? id]));
  const one = (written: string): string =>
    written.replace(/\{\{([a-z0-9-]+)\}\}/g, (all, id: string) => {
      const name = byOld.get(id);
      return name === undefined ? all : `{{${name}}}`;
    });
  return { es: one(text.es), en: one(text.en) };
}
