import { markOf, slugOf } from './names.ts';
import type { Medium } from './format.ts';

const KINDS: Record<string, string> = {
  png: 'png',
  jpg: 'jpg',
  jpeg: 'jpg',
  gif: 'gif',
  webp: 'webp',
};
const MIME: Record<string, string> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/gif': 'gif',
  'image/webp': 'webp',
};
const KEPT_NAME = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*\.(?:png|jpg|gif|webp)$/;

/** The images of one question while it is read: what came with it, and what its texts took. */
export interface MediaBox {
  /** Puts in a file that came with the question; null where it is not an image. */
  put(name: string, bytes: Buffer): string | null;
  /** The name in our texts of a file that a text names; null where it did not come with the question. */
  named(name: string): string | null;
  /** Takes an image that stands inside a text; null where it is none. */
  inline(address: string): string | null;
  taken(): Medium[];
}

/** Readers know a file of a question by the name that it has there; ours is one that an address can carry. */
export function mediaBox(): MediaBox {
  const ours = new Map<string, Medium>();
  const names = new Map<string, string>();
  const add = (wanted: string, bytes: Buffer): string => {
    const extension = wanted.slice(wanted.lastIndexOf('.') + 1);
    const same = ours.get(wanted);
    if (same === undefined || same.bytes.equals(bytes)) {
      ours.set(wanted, { name: wanted, bytes });
      return wanted;
    }
    return add(`${wanted.slice(0, -extension.length - 1)}-${markOf(bytes)}.${extension}`, bytes);
  };
  return {
    put(name, bytes) {
      const extension = KINDS[name.slice(name.lastIndexOf('.') + 1).toLowerCase()];
      if (extension === undefined) return null;
      const base = slugOf(name.slice(0, name.lastIndexOf('.'))) || 'imagen';
      const given = add(KEPT_NAME.test(name) ? name : `${base}.${extension}`, bytes);
      names.set(name, given);
      return given;
    },
    named: (name) => names.get(name) ?? names.get(decoded(name)) ?? null,
    inline(address) {
      const at = address.indexOf(';base64,');
      const extension = MIME[address.slice(5, Math.max(5, at)).toLowerCase()];
      if (at < 0 || extension === undefined) return null;
      const bytes = Buffer.from(address.slice(at + 8), 'base64');
      if (bytes.length === 0) return null;
      const given = add(`imagen-${markOf(bytes, 10)}.${extension}`, bytes);
      names.set(given, given);
      return given;
    },
    taken: () => [...ours.values()],
  };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
