import { digest } from '../../lib/random-code.ts';
import type { ItemDocument } from '../courses/item-document.ts';
import type { GapKey, NumberAnswer, WrittenAnswer } from './item-kind.ts';
import type { Snapshot, SnapshotItem } from './snapshot.ts';

/** How the key of an item is mended after it was published. */
export type KeyChange =
  /** Everybody has it right, whatever was answered: the item is out. */
  | { kind: 'all' }
  /** These options are right, and no other. */
  | { kind: 'key'; right: string[] }
  /** This answer is right as well. */
  | { kind: 'accept'; answer: string }
  /** The answer that belongs to each prompt. */
  | { kind: 'pairs'; right: Record<string, string> }
  /** The steps in the right order. */
  | { kind: 'order'; right: string[] }
  /** In this gap this is right as well: what may be written, or the id of what is chosen. */
  | { kind: 'gap'; gap: string; answer: string };

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
    case 'matching':
      return ['pairs', 'all'];
    case 'ordering':
      return ['order', 'all'];
    case 'gaps':
      return ['gap', 'all'];
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
  if (change.kind === 'accept' && plain.type === 'shorttext')
    return { ...plain, answers: [textTaken(change.answer), ...plain.answers] };
  if (change.kind === 'accept' && plain.type === 'number')
    return { ...plain, answers: [...numberTaken(change.answer), ...plain.answers] };
  if (change.kind === 'pairs' && plain.type === 'matching') {
    const prompts = plain.prompts.map((prompt) => {
      const right = change.right[prompt.id];
      return right === undefined ? prompt : { ...prompt, right: [right] };
    });
    return { ...plain, prompts };
  }
  if (change.kind === 'order' && plain.type === 'ordering')
    return { ...plain, right: change.right };
  if (change.kind === 'gap' && plain.type === 'gaps') {
    const gaps = plain.gaps.map((gap) =>
      gap.id === change.gap ? gapTaking(gap, change.answer) : gap,
    );
    return { ...plain, gaps };
  }
  return item;
}

const ACCEPTED = { id: 'accepted', credit: 100 };

/** A text as it was written: a star stands for itself. */
const textTaken = (text: string): WrittenAnswer => ({
  ...ACCEPTED,
  texts: [text.replaceAll('*', '\\*')],
});

const numberTaken = (text: string): NumberAnswer[] => {
  const number = readNumber(text);
  return number === null ? [] : [{ ...ACCEPTED, from: number, to: number }];
};

function gapTaking(gap: GapKey, answer: string): GapKey {
  switch (gap.kind) {
    case 'typed':
      return { ...gap, answers: [textTaken(answer), ...gap.answers] };
    case 'number':
      return { ...gap, answers: [...numberTaken(answer), ...gap.answers] };
    case 'chosen': {
      const options = gap.options.map((one) => (one.id === answer ? { ...one, credit: 100 } : one));
      return { ...gap, options };
    }
  }
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
