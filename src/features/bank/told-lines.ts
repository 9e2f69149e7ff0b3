import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Medium } from './formats/format.ts';
import type { Told } from './told.ts';

/** So many that reading them keeps no page waiting. */
const AT_ONCE = 50;

/**
 * What was read, as one process sends it to another: its questions as lines of text. What is sent as it is becomes objects in one
 * go, and every page waits while these are thousands.
 */
export type InLines<T extends Told> = Omit<T, 'items' | 'found'> & {
  lines: string[];
  /** The images, by the places of their questions: bytes are no text. */
  media: [at: number, media: Medium[]][];
};

type Line = [Told['items'], Told['found']];

export function inLines<T extends Told>({ items, found, ...rest }: T): InLines<T> {
  const lines: string[] = [];
  for (let from = 0; from < items.length; from += AT_ONCE) {
    const some = items.slice(from, from + AT_ONCE).map((one) => ({ ...one, media: [] }));
    lines.push(JSON.stringify([some, found.slice(from, from + AT_ONCE)] satisfies Line));
  }
  const media = items.flatMap((one, at): [number, Medium[]][] =>
    one.media.length === 0 ? [] : [[at, one.media]],
  );
  return { ...rest, lines, media };
}

/** What was sent in lines; pages have their turn between some questions and the next. */
export async function fromLines<T extends Told>({ lines, media, ...rest }: InLines<T>): Promise<T> {
  const items: Told['items'] = [];
  const found: Told['found'] = [];
  for (const line of lines) {
    const [some, by] = JSON.parse(line) as Line;
    items.push(...some);
    found.push(...by);
    await nextTurn();
  }
  for (const [at, own] of media) {
    const one = items[at];
    if (one !== undefined) items[at] = { ...one, media: own };
  }
  return { ...rest, items, found } as unknown as T;
}
