import type { ItemDocument } from '../courses/item-document.ts';
import { handedInBy } from './item-by-hand.ts';
import type { SnapshotItem } from './snapshot.ts';

/** A file that was handed in, without its bytes. */
export interface HandedIn {
  id: string;
  itemId: string;
  /** As its owner calls it. */
  name: string;
  type: string;
  bytes: number;
  /** Of a recording, where it is known. */
  seconds: number | null;
}

/** What people may hand in. A course may name more kinds: films and documents of offices are not taken. */
export const HAND_IN_KINDS = ['image', 'pdf', 'audio'] as const;
export type HandInKind = (typeof HAND_IN_KINDS)[number];

const MB = 1_000_000;

/** How much a file of each kind may weigh when it arrives. Pictures are drawn anew, and then weigh 60 kB at most. */
export const MOST_BYTES: Record<HandInKind, number> = {
  image: 20 * MB,
  pdf: 10 * MB,
  audio: 10 * MB,
};

/** Everything in one form: a file, its question and its key. */
export const MOST_ARRIVING = Math.max(...Object.values(MOST_BYTES));

/** What an answer takes: one recording, or so many files of these kinds. Null where nothing is handed in. */
export interface HandInRule {
  kinds: readonly HandInKind[];
  most: number;
  /** How long a recording may be. */
  seconds: number | null;
}

export function handInRule(item: ItemDocument): HandInRule | null {
  if (item.type === 'oral') return { kinds: ['audio'], most: 1, seconds: item.maxSeconds };
  if (item.type !== 'file') return null;
  const kinds = HAND_IN_KINDS.filter((kind) => item.accepts.includes(kind));
  // A version that was published when nobody checked it: a photo shows a sheet, too.
  return { kinds: kinds.length > 0 ? kinds : ['image'], most: item.maxFiles, seconds: null };
}

/** A few seconds more than were asked for are nobody's mistake. */
const PATIENCE = 10;

/** Whether a recording goes on for longer than its question allows. What does not tell its length is as long as it weighs. */
export const isTooLong = ({ seconds }: HandInRule, recorded: number | null): boolean =>
  seconds !== null && recorded !== null && recorded > seconds + PATIENCE;

export const kindOfType = (type: string): HandInKind =>
  type.startsWith('image/') ? 'image' : type.startsWith('audio/') ? 'audio' : 'pdf';

/** A file as pages show it; its address is below that of the attempt's files. */
export interface ShownFile {
  id: string;
  kind: HandInKind;
  name: string;
  bytes: number;
  seconds: number | null;
}

/** An attempt as somebody may see it. */
interface Named {
  attempt: { answers: ReadonlyMap<string, { chosen: readonly string[] }> };
  items: readonly { drawn: SnapshotItem }[];
  files: ReadonlyMap<string, HandedIn>;
}

/** A file that an answer of the attempt names; what no answer shows is not there. */
export const fileOf = ({ attempt, items, files }: Named, id: string): HandedIn | null =>
  items.some(({ drawn }) =>
    handedInBy(drawn.type, attempt.answers.get(drawn.id)?.chosen ?? []).includes(id),
  )
    ? (files.get(id) ?? null)
    : null;

/** The files that an answer names, in its order; one that is gone is left out. */
export const shownFiles = (
  ids: readonly string[],
  files: ReadonlyMap<string, HandedIn>,
): ShownFile[] =>
  ids.flatMap((id) => {
    const file = files.get(id);
    if (file === undefined) return [];
    const { name, type, bytes, seconds } = file;
    return [{ id, kind: kindOfType(type), name, bytes, seconds }];
  });
