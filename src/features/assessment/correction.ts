import { digest } from '../../lib/random-code.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { Snapshot, SnapshotItem } from './snapshot.ts';

/** How the key of an item is mended after it was published. */
export type KeyChange =
  /** Everybody has it right, whatever was answered: the item is out. */
  | { kind: 'all' }
  /** These options are right, and no other. */
  | { kind: 'key'; right: string[] }
  /** This answer is right as well. */
  | { kind: 'accept'; answer: string };

/** A correction as an attempt takes it. */
export interface Correction {
  id: string;
  itemId: string;
  change: KeyChange;
}

/** The ways in which an item of this type can be mended. */
export function changesOf({ type }: Pick<ItemDocument, 'type'>): KeyChange['kind'][] {
  switch (type) {
    case 'single':
    case 'multiple':
    case 'truefalse':
      return ['key', 'all'];
    case 'shorttext':
    case 'number':
      return ['accept', 'all'];
    default:
      return ['all'];
  }
}

/** A number as people write it, with a decimal point or comma; null when it is none. */
export const readNumber = (text: string): number | null =>
  /^-?\d+(?:[.,]\d+)?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null;

function mended(item: SnapshotItem, change: KeyChange): SnapshotItem {
  if (change.kind === 'all') return { ...item, given: true };
  const plain = { ...item };
  delete plain.given;
  if (change.kind === 'key' && 'options' in plain) {
    const options = plain.options.map(({ id }) => ({ id, correct: change.right.includes(id) }));
    return { ...plain, options };
  }
  if (change.kind === 'accept' && plain.type === 'shorttext') {
    const texts = [change.answer.replaceAll('*', '\\*')];
    return { ...plain, answers: [{ id: 'accepted', texts, credit: 100 }, ...plain.answers] };
  }
  const number = change.kind === 'accept' ? readNumber(change.answer) : null;
  if (number !== null && plain.type === 'number') {
    const accepted = { id: 'accepted', from: number, to: number, credit: 100 };
    return { ...plain, answers: [accepted, ...plain.answers] };
  }
  return item;
}

/** A snapshot with corrections, in the order in which they were made. What was drawn stays as it was kept. */
export function corrected(snapshot: Snapshot, corrections: readonly Correction[]): Snapshot {
  if (corrections.length === 0) return snapshot;
  return {
    ...snapshot,
    items: snapshot.items.map((item) =>
      corrections
        .filter(({ itemId }) => itemId === item.id)
        .reduce((before, { change }) => mended(before, change), item),
    ),
  };
}

/** The same text for items that ask the same and have the same key, in whatever order their parts were written down. */
export const digestOfItem = (item: ItemDocument): string => digest(canonical(item));

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, part]) => `${JSON.stringify(name)}:${canonical(part)}`)
      .join(',')}}`;
  return JSON.stringify(value);
}
