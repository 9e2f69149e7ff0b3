import { constants, crc32, deflateRawSync } from 'node:zlib';

/**
 * A part of a page as bytes, plain and deflated. Deflated parts end at a byte with nothing open (a full flush), so that one
 * after the other they are one deflate stream (RFC 1951): what never changes is compressed once, not at each request.
 */
export interface Piece {
  plain: Buffer;
  deflated: () => Buffer;
}

const deflate = (plain: Buffer, level: number): Buffer =>
  deflateRawSync(plain, { level, finishFlush: constants.Z_FULL_FLUSH });

/** The bytes alone: what zlib gives stands in 16 kB of memory, however few they are. */
function alone(bytes: Buffer): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  bytes.copy(copy);
  return copy;
}

/** A part that is sent once: compressed cheaply. */
export function passing(text: string): Piece {
  const plain = Buffer.from(text);
  return { plain, deflated: () => deflate(plain, 1) };
}

/** A part that is sent again and again: compressed well, when first asked for. */
export function repeated(text: string): Piece {
  const plain = Buffer.from(text);
  let deflated: Buffer | undefined;
  return { plain, deflated: () => (deflated ??= alone(deflate(plain, 9))) };
}

const GZIP_HEAD = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block. */
const DEFLATE_END = Buffer.from([3, 0]);

/** The parts as one gzip member (RFC 1952), to be sent one behind the other. */
export function gzipped(pieces: readonly Piece[]): Buffer[] {
  const end = Buffer.alloc(8);
  let sum = 0;
  let size = 0;
  for (const { plain } of pieces) {
    sum = crc32(plain, sum);
    size += plain.length;
  }
  end.writeUInt32LE(sum, 0);
  end.writeUInt32LE(size >>> 0, 4);
  return [GZIP_HEAD, ...pieces.map(({ deflated }) => deflated()), DEFLATE_END, end];
}
