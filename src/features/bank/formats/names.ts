import { createHash } from 'node:crypto';
import { toSearchText } from '../../../lib/search-text.ts';

/** Parts of an item that a file does not name are named in their order: a … z, then a2 … z2, and so on. */
export function letter(index: number): string {
  const round = Math.floor(index / 26);
  return `${String.fromCharCode(97 + (index % 26))}${round === 0 ? '' : String(round + 1)}`;
}

/** A name of the platform made from a text; '' where nothing of it can stand in a name. */
export const slugOf = (text: string, most = 60): string =>
  toSearchText(text.slice(0, 400))
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, most)
    .replace(/^-+|-+$/g, '');

/** Whether a text is a name already. */
export const isName = (text: string): boolean =>
  text.length <= 80 && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text);

/** A short mark of a text: the same text has the same one on every day and machine. */
export const markOf = (text: string | Buffer, length = 6): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** Gives names that are not yet in use in one file. */
export function namesInUse() {
  const used = new Set<string>();
  /** Where counting goes on, so that the same name thousands of times is not counted from the beginning each time. */
  const next = new Map<string, number>();
  return (wanted: string): string => {
    const stem = wanted.slice(0, 74);
    let name = wanted;
    for (let n = next.get(stem) ?? 2; used.has(name); n++) {
      name = `${stem}-${n}`;
      next.set(stem, n + 1);
    }
    used.add(name);
    return name;
  };
}
