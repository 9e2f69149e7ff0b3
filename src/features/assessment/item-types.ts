import type { ItemType } from '../courses/document.ts';
import { multiple } from './item-multiple.ts';
import { single } from './item-single.ts';
import { truefalse } from './item-truefalse.ts';
import type { ItemKind } from './item-kind.ts';

/** Every type of item; a new one is a file of its own, a partial in `views/assessment/items` and a line here. */
const KINDS: Record<ItemType, ItemKind> = { single, multiple, truefalse };

export const kindOf = (type: ItemType): ItemKind => KINDS[type];
