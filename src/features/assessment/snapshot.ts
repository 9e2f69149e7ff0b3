import type { CourseDocument } from '../courses/document.ts';
import type { QuizDocument } from '../courses/quiz-document.ts';
import type { ItemDocument, ItemType } from '../courses/item-document.ts';
import { drawItems, shuffled, type Random } from './draw.ts';
import type { KeyedOption, Keys } from './item-kind.ts';
import { keyOf } from './item-types.ts';

interface Drawn {
  id: string;
  objective: string | null;
  critical: boolean;
  /** How much it counts; 1 where nothing is said. */
  weight?: number;
  /** A correction gave it to everybody, whatever was answered. Never kept: `corrected` says it. */
  given?: true;
}

/** An item as drawn: its key, and the order in which things are shown. Its texts are those of the version, which never changes. */
export type SnapshotItem = { [T in ItemType]: Drawn & { type: T } & Keys[T] }[ItemType];

/** A drawn item of one type. */
export type DrawnOf<T extends ItemType> = Extract<SnapshotItem, { type: T }>;

/** The options of a drawn item that has some; none otherwise. */
export const drawnOptions = (item: SnapshotItem): KeyedOption[] =>
  'options' in item ? item.options : [];

/** All that scoring an attempt needs. */
export interface Snapshot {
  versionId: string;
  passMark: number | null;
  items: SnapshotItem[];
  /** Scores of the attempts before, where the mean of all decides whether somebody passes. */
  before?: number[];
  /** How many of the items stand in each section, in their order; absent where there are none. */
  sections?: { id: string | null; items: number }[];
}

/**
 * Draws an attempt: items by the blueprint, section after section, in random order within each, with the options of each
 * item in random order. `before` holds the scores of the attempts that ended before it.
 */
export function takeSnapshot(
  { id: versionId, document }: { id: string; document: CourseDocument },
  quiz: QuizDocument,
  random: Random,
  before: readonly number[] = [],
): Snapshot {
  const drawn = shuffled(drawItems(document.items, quiz.draw, random), random);
  const sections = [null, ...quiz.sections.map(({ id }) => id)]
    .map((id) => ({ id, items: drawn.filter(({ section }) => section === id) }))
    .filter(({ items }) => items.length > 0);
  return {
    versionId,
    passMark: quiz.passMark,
    items: sections.flatMap(({ items }) => items.map(({ item }) => toSnapshot(item, random))),
    ...(quiz.counts === 'average' && before.length > 0 ? { before: [...before] } : {}),
    ...(quiz.sections.length > 0
      ? { sections: sections.map(({ id, items }) => ({ id, items: items.length })) }
      : {}),
  };
}

/** What an attempt keeps of one item. */
export function toSnapshot(item: ItemDocument, random: Random): SnapshotItem {
  const { id, type, objective, critical, weight } = item;
  return {
    id,
    type,
    objective,
    critical,
    ...(weight === 1 ? {} : { weight }),
    ...keyOf(item, random),
  } as SnapshotItem;
}

/** Our own JSON, written by `takeSnapshot`: read on every save, so it is not checked again. */
export const readSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot;
