import { oneRight, type ItemKind } from './item-kind.ts';

/** True or false, always in that order. */
export const truefalse: ItemKind = { several: false, shuffled: false, credit: oneRight };
