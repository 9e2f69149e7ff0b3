import type { Translate } from '../../i18n/translate.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import { labelOf } from './item-labels.ts';

/** A field whose value is another one now; '' where there is none. */
export interface Difference {
  field: string;
  then: string;
  now: string;
}

type Value = string | number | boolean | null | undefined | object;

function leaves(value: Value, path: string, into: Map<string, string>): void {
  if (value === null || value === undefined || value === '') return;
  if (typeof value === 'object') {
    for (const [name, inside] of Object.entries(value) as [string, Value][])
      leaves(inside, path === '' ? name : `${path}.${name}`, into);
    return;
  }
  into.set(path, String(value));
}

/** What differs between two versions of an item, field by field in the order of the newer one. */
export function differencesBetween(
  earlier: ItemDocument,
  later: ItemDocument,
  t: Translate,
): Difference[] {
  const [before, after] = [new Map<string, string>(), new Map<string, string>()];
  leaves(earlier, '', before);
  leaves(later, '', after);
  const isEcho = (field: string): boolean =>
    field.endsWith('.en') &&
    [before, after].every((one) => one.get(field) === one.get(field.replace(/\.en$/, '.es')));
  return [...new Set([...after.keys(), ...before.keys()])]
    .filter((field) => before.get(field) !== after.get(field) && !isEcho(field))
    .map((field) => ({
      field: labelOf(field, t),
      then: before.get(field) ?? '',
      now: after.get(field) ?? '',
    }));
}
