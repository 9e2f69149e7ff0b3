import type { CourseDocument, ItemDocument, ItemType, QuizDocument } from '../courses/document.ts';
import { drawItems, shuffled, type Random } from './draw.ts';
import { kindOf } from './item-types.ts';
import type { KeyedOption } from './item-kind.ts';

/** An item as drawn: key and order of options. Its texts are those of the version, which never changes. */
export interface SnapshotItem {
  id: string;
  type: ItemType;
  objective: string;
  critical: boolean;
  options: KeyedOption[];
}

/** All that scoring an attempt needs. */
export interface Snapshot {
  versionId: string;
  passMark: number | null;
  items: SnapshotItem[];
}

/** Draws an attempt: items by the blueprint, in random order, with the options of each in random order. */
export function takeSnapshot(
  { id: versionId, document }: { id: string; document: CourseDocument },
  quiz: QuizDocument,
  random: Random,
): Snapshot {
  const items = shuffled(drawItems(document.items, quiz.draw, random), random);
  return {
    versionId,
    passMark: quiz.passMark,
    items: items.map((item) => toSnapshot(item, random)),
  };
}

function toSnapshot(item: ItemDocument, random: Random): SnapshotItem {
  const options = item.options.map(({ id, correct }) => ({ id, correct }));
  return {
    id: item.id,
    type: item.type,
    objective: item.objective,
    critical: item.critical,
    options: kindOf(item.type).shuffled ? shuffled(options, random) : options,
  };
}

/** Our own JSON, written by `takeSnapshot`: read on every save, so it is not checked again. */
export const readSnapshot = (text: string): Snapshot => JSON.parse(text) as Snapshot;
