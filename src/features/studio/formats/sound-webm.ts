import { FileRefused, problem } from './problem.ts';
import type { Sound } from './bare-sound.ts';

const damaged = (): FileRefused => new FileRefused(problem('file.sound.damaged'));

const HEAD = 0x1a45dfa3;
const TRACKS = 0x1654ae6b;
const TRACK = 0xae;
const CODEC = 0x86;
const SCALE = 0x2ad7b1;
const DURATION = 0x4489;
const CLUSTER_TIME = 0xe7;
const BLOCK = 0xa3;
const GROUPED_BLOCK = 0xa1;
const DOCUMENT_TYPE = 0x4282;

/** Parts whose own parts are looked at: segment, information, cluster, group of blocks. */
const HOLDS = new Set([0x18538067, 0x1549a966, 0x1f43b675, 0xa0]);
/** Labels, attachments, chapters, a title, a name and the date: they are blanked, as are sums that they enter. */
const SAYS_MORE = new Set([0x1254c367, 0x1941a469, 0x1043a770, 0x7ba9, 0x7384, 0x4461, 0xbf]);
/** Everything else that recorders write. */
const KNOWN = new Set([
  ...[HEAD, TRACKS, SCALE, DURATION, CLUSTER_TIME, BLOCK],
  ...[0x114d9b74, 0x1c53bb6b, 0xec, 0x4d80, 0x5741, 0x73a4, 0xa7, 0xab],
  ...[GROUPED_BLOCK, 0x9b, 0xfb, 0x75a2, 0x75a1, 0xa4],
]);

interface Part {
  id: number;
  /** Where it begins, where its body does, and where it ends; one that does not say ends with the file. */
  from: number;
  body: number;
  to: number;
}

function partAt(bytes: Buffer, from: number, end: number): Part {
  const idLength = Math.clz32(bytes[from] ?? 0) - 23;
  const sizeAt = from + idLength;
  const first = bytes[sizeAt] ?? 0;
  const sizeLength = Math.clz32(first) - 23;
  const body = sizeAt + sizeLength;
  if (idLength > 4 || sizeLength > 8 || body > end) throw damaged();
  let size = first & ((1 << (8 - sizeLength)) - 1);
  let isOpen = size === (1 << (8 - sizeLength)) - 1;
  for (const byte of bytes.subarray(sizeAt + 1, body)) {
    size = size * 256 + byte;
    isOpen &&= byte === 255;
  }
  const id = bytes.readUIntBE(from, idLength);
  if (isOpen && !HOLDS.has(id)) throw damaged();
  if (!isOpen && body + size > end) throw damaged();
  return { id, from, body, to: isOpen ? end : body + size };
}

const partsOf = (bytes: Buffer, { body, to }: Pick<Part, 'body' | 'to'>): Part[] => {
  const parts: Part[] = [];
  for (let at = body; at < to;) {
    const part = partAt(bytes, at, to);
    parts.push(part);
    at = part.to;
  }
  return parts;
};

const numberIn = (bytes: Buffer, { body, to }: Part): number => {
  const length = to - body;
  if (length < 1 || length > 6) throw damaged();
  return bytes.readUIntBE(body, length);
};

/** Writes an element that says nothing over one of the same length. */
function blank(bytes: Buffer, { from, to }: Part): void {
  const length = to - from;
  bytes.fill(0, from, to);
  bytes[from] = 0xec;
  if (length < 128) bytes[from + 1] = 0x80 | (length - 2);
  else {
    bytes[from + 1] = 0x01;
    bytes.writeUIntBE(length - 9, from + 3, 6);
  }
}

/** Only sound that browsers play: a track of pictures makes it a film. */
function checkTracks(bytes: Buffer, tracks: Part): void {
  const all = partsOf(bytes, tracks).filter(({ id }) => id === TRACK);
  const codecs = all.map((track) => {
    const codec = partsOf(bytes, track).find(({ id }) => id === CODEC);
    return codec === undefined ? '' : bytes.toString('latin1', codec.body, codec.to);
  });
  if (codecs.some((codec) => codec.startsWith('V_')))
    throw new FileRefused(problem('file.kind.film'));
  if (codecs.length === 0 || !codecs.every((codec) => /^A_(?:OPUS|VORBIS)\0*$/.test(codec)))
    throw new FileRefused(problem('file.kind.sound'));
}

function durationIn(bytes: Buffer, { body, to }: Part): number {
  const length = to - body;
  return length === 8 ? bytes.readDoubleBE(body) : length === 4 ? bytes.readFloatBE(body) : 0;
}

/** Opus in WebM, as Chrome records it. */
export function bareWebm(given: Buffer): Sound {
  const bytes = Buffer.from(given);
  const head = partAt(bytes, 0, bytes.length);
  const type = partsOf(bytes, head).find(({ id }) => id === DOCUMENT_TYPE);
  if (
    type === undefined ||
    bytes.toString('latin1', type.body, type.to).replace(/\0+$/, '') !== 'webm'
  )
    throw new FileRefused(problem('file.kind.sound'));
  let scale = 1_000_000;
  let said = 0;
  let cluster = 0;
  let last = 0;
  let hasTracks = false;
  for (let at = head.to; at < bytes.length;) {
    const part = partAt(bytes, at, bytes.length);
    const { id, body } = part;
    if (HOLDS.has(id)) {
      at = body;
      continue;
    }
    if (SAYS_MORE.has(id)) blank(bytes, part);
    else if (!KNOWN.has(id)) throw damaged();
    if (id === TRACKS) {
      checkTracks(bytes, part);
      hasTracks = true;
    } else if (id === SCALE) scale = numberIn(bytes, part);
    else if (id === DURATION) said = durationIn(bytes, part);
    else if (id === CLUSTER_TIME) cluster = numberIn(bytes, part);
    else if ((id === BLOCK || id === GROUPED_BLOCK) && part.to - body > 4)
      last = Math.max(last, cluster + bytes.readInt16BE(body + 1));
    at = part.to;
  }
  if (!hasTracks) throw damaged();
  const ticks = Math.max(said, last);
  const seconds = ticks > 0 ? (ticks * scale) / 1e9 : null;
  return { bytes, extension: 'webm', type: 'audio/webm', seconds };
}
