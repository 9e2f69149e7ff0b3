import type { ItemDocument, ItemType } from '../courses/item-document.ts';
import type { Random } from './draw.ts';
import { essay, file, oral } from './item-by-hand.ts';
import { gaps } from './item-gaps.ts';
import type { ItemKind, Keys } from './item-kind.ts';
import { matching } from './item-matching.ts';
import { multiple } from './item-multiple.ts';
import { number } from './item-number.ts';
import { ordering } from './item-ordering.ts';
import { scenario } from './item-scenario.ts';
import { shorttext } from './item-shorttext.ts';
import { single } from './item-single.ts';
import { truefalse } from './item-truefalse.ts';

/** Every type of item; a new one is a file of its own, a partial in `views/assessment/items` and a line here. */
const KINDS: { [T in ItemType]: ItemKind<T> } = {
  single,
  multiple,
  truefalse,
  matching,
  ordering,
  shorttext,
  number,
  gaps,
  essay,
  file,
  oral,
  scenario,
};

/** An item's type with what was kept of it: the compiler cannot see that both belong together. */
export const kindOf = (type: ItemType): ItemKind<'single'> => KINDS[type] as ItemKind<'single'>;

/** What an attempt keeps of an item. */
export const keyOf = (item: ItemDocument, random: Random): Keys[ItemType] =>
  kindOf(item.type).draw(item as never, random);

/** Whether several options may be chosen: only then does an empty field mean that all were cleared. */
export const hasBoxes = (type: ItemType): boolean => type === 'multiple';
