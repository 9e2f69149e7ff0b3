import { oneRight, type ItemKind } from './item-kind.ts';

/** One of several options is right. */
export const single: ItemKind = { several: false, shuffled: true, credit: oneRight };
