import { FileRefused, problem } from './problem.ts';
import type { Sound } from './bare-sound.ts';

const damaged = (): FileRefused => new FileRefused(problem('file.sound.damaged'));

interface Page {
  from: number;
  /** Where its body begins, and the lengths of the pieces in it. */
  body: number;
  pieces: Buffer;
  to: number;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = (sum << 1) ^ (sum < 0 ? 0x04c11db7 : 0);
  return sum >>> 0;
});

function checksum(page: Buffer): number {
  let sum = 0;
  for (const byte of page) sum = (sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 255] ?? 0);
  return sum >>> 0;
}

function pagesOf(bytes: Buffer): Page[] {
  const pages: Page[] = [];
  const { length } = bytes;
  for (let from = 0; from < length;) {
    if (from + 27 > length || bytes.toString('latin1', from, from + 5) !== 'OggS\0')
      throw damaged();
    const body = from + 27 + (bytes[from + 26] ?? 0);
    const pieces = bytes.subarray(from + 27, body);
    const to = body + pieces.reduce((sum, piece) => sum + piece, 0);
    if (to > length) throw damaged();
    pages.push({ from, body, pieces, to });
    from = to;
  }
  return pages;
}

/** Leaves of the comments their name alone: no program, no title, no place. Pages that it stands in get their sum anew. */
function blankComments(bytes: Buffer, pages: readonly Page[]): void {
  let kept = 8;
  for (const { from, body, pieces, to } of pages) {
    let at = body;
    let isOver = false;
    for (const piece of pieces) {
      const begin = Math.min(kept, piece);
      kept -= begin;
      bytes.fill(0, at + begin, at + piece);
      at += piece;
      isOver = piece < 255;
      if (isOver) break;
    }
    bytes.writeUInt32LE(0, from + 22);
    bytes.writeUInt32LE(checksum(bytes.subarray(from, to)), from + 22);
    if (isOver) return;
  }
  throw damaged();
}

/** Opus in Ogg, as messengers and Firefox record it. */
export function bareOgg(given: Buffer): Sound {
  const bytes = Buffer.from(given);
  const pages = pagesOf(bytes);
  const [first, ...rest] = pages;
  const [second] = rest;
  if (first === undefined || second === undefined) throw damaged();
  if (bytes.toString('latin1', first.body, first.body + 8) !== 'OpusHead')
    throw new FileRefused(problem('file.kind.sound'));
  const serial = bytes.readUInt32LE(first.from + 14);
  if (pages.some(({ from }) => bytes.readUInt32LE(from + 14) !== serial)) throw damaged();
  const isComments = bytes.toString('latin1', second.body, second.body + 8) === 'OpusTags';
  if (!isComments || second.to - second.body < 16) throw damaged();
  blankComments(bytes, rest);
  const skipped = bytes.readUInt16LE(first.body + 10);
  const last = pages.reduce((most, { from }) => {
    const samples = Number(bytes.readBigInt64LE(from + 6));
    return samples > most ? samples : most;
  }, 0);
  const seconds = last > skipped ? (last - skipped) / 48_000 : null;
  return { bytes, extension: 'ogg', type: 'audio/ogg', seconds };
}
