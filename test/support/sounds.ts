import { box } from './film.ts';

/** What recorders write beside the sound; none of it may stay. */
export const PRIVATE = 'Rosa en casa';

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let sum = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1;
  return sum >>> 0;
});

/** The sum that a page of Ogg carries. */
export const oggSum = (page: Buffer): number =>
  page.reduce((sum, byte) => ((sum << 8) ^ (TABLE[((sum >>> 24) ^ byte) & 255] ?? 0)) >>> 0, 0);

function oggPage(number: number, samples: number, packets: Buffer[]): Buffer {
  const pieces = packets.flatMap(({ length }) => [
    ...Array.from({ length: Math.floor(length / 255) }, () => 255),
    length % 255,
  ]);
  const head = Buffer.alloc(27);
  head.write('OggS', 'latin1');
  head.writeBigInt64LE(BigInt(samples), 6);
  head.writeUInt32LE(77, 14);
  head.writeUInt32LE(number, 18);
  head[26] = pieces.length;
  const page = Buffer.concat([head, Buffer.from(pieces), ...packets]);
  page.writeUInt32LE(oggSum(page), 22);
  return page;
}

const counted = (text: string): Buffer => {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(Buffer.byteLength(text));
  return Buffer.concat([length, Buffer.from(text)]);
};

/** Opus in Ogg, as messengers send it. */
export function oggSound(seconds = 4): Buffer {
  const head = Buffer.from('OpusHead\x01\x01\x38\x01\x80\xbb\0\0\0\0\0', 'latin1');
  const one = Buffer.alloc(4);
  one.writeUInt32LE(1);
  const said = counted(`LOCATION=${PRIVATE.repeat(40)}`);
  const tags = Buffer.concat([Buffer.from('OpusTags'), counted('libopus'), one, said]);
  return Buffer.concat([
    oggPage(0, 0, [head]),
    oggPage(1, 0, [tags]),
    oggPage(2, 312 + seconds * 48_000, [Buffer.alloc(400, 9), Buffer.alloc(300, 8)]),
  ]);
}

/** An element of WebM; without a length it goes on until the next one. */
export function element(id: number, ...inside: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(inside.map((one) => Buffer.from(one)));
  const name = Buffer.from(id.toString(16).padStart(id > 0xffff ? 6 : 2, '0'), 'hex');
  const size = Buffer.alloc(4);
  size.writeUInt32BE(0x10000000 + body.length);
  return Buffer.concat([name, size, body]);
}

const open = (id: number): Buffer =>
  Buffer.concat([Buffer.from(id.toString(16), 'hex'), Buffer.from('01ffffffffffffff', 'hex')]);

const uint16 = (value: number): Buffer => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
};

/** Opus in WebM as Chrome records it: segment and clusters without a length. */
export const webmSound = (seconds = 5, codec = 'A_OPUS', type = 'webm'): Buffer =>
  Buffer.concat([
    element(0x1a45dfa3, element(0x4282, type)),
    open(0x18538067),
    element(
      0x1549a966,
      element(0x2ad7b1, Buffer.from([0x0f, 0x42, 0x40])),
      element(0x4d80, 'Chrome'),
      element(0x5741, 'Chrome'),
      element(0x7ba9, PRIVATE),
      element(0x4461, Buffer.alloc(8, 5)),
    ),
    element(0x1654ae6b, element(0xae, element(0x83, Buffer.from([2])), element(0x86, codec))),
    element(0x1254c367, PRIVATE.repeat(30)),
    open(0x1f43b675),
    element(0xe7, uint16(seconds * 1000 - 1000)),
    element(0xa3, Buffer.from([0x81, 0x03, 0xe8, 0x80]), Buffer.alloc(200, 6)),
  ]);

const at = (length: number, ...values: [place: number, value: number][]): Buffer => {
  const bytes = Buffer.alloc(length);
  for (const [place, value] of values) bytes.writeUInt32BE(value, place);
  return bytes;
};

/** Sound in MP4 as telephones record it; with another handler it shows pictures. */
export const m4aSound = (seconds = 6, handler = 'soun', codec = 'mp4a'): Buffer =>
  Buffer.concat([
    box('ftyp', 'M4A \0\0\0\0M4A isom'),
    box(
      'moov',
      box(
        'mvhd',
        at(100, [4, 3_800_000_000], [8, 3_800_000_000], [12, 1000], [16, seconds * 1000]),
      ),
      box(
        'trak',
        box('tkhd', at(84, [4, 3_800_000_000])),
        box(
          'mdia',
          box('mdhd', at(24, [4, 3_800_000_000])),
          box('hdlr', Buffer.alloc(8), handler, Buffer.alloc(12)),
          box('minf', box('stbl', box('stsd', at(8, [4, 1]), box(codec, Buffer.alloc(28))))),
        ),
      ),
      box('udta', box('\xa9xyz', `+19.6010-099.0500/${PRIVATE}`)),
    ),
    box('mdat', Buffer.alloc(900, 7)),
  ]);

const chunk = (name: string, body: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};

/** A WAV with what recorders write before and after its sound. */
export function wavSound(seconds = 2): Buffer {
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(1, 2);
  format.writeUInt32LE(8000, 4);
  format.writeUInt32LE(8000, 8);
  format.writeUInt16LE(1, 12);
  format.writeUInt16LE(8, 14);
  const parts = Buffer.concat([
    chunk('bext', Buffer.from(PRIVATE)),
    chunk('fmt ', format),
    chunk('data', Buffer.alloc(8000 * seconds, 128)),
    chunk('LIST', Buffer.from(`INFO${PRIVATE}`)),
  ]);
  return Buffer.concat([chunk('RIFF', Buffer.concat([Buffer.from('WAVE'), parts]))]);
}

/** An MP3 of frames without a sound, between its labels. */
export function mp3Sound(frames = 100): Buffer {
  const frame = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0xc4]), Buffer.alloc(413)]);
  const label = Buffer.from(PRIVATE.padEnd(20));
  return Buffer.concat([
    Buffer.from('ID3\x04\0\0\0\0\0\x14', 'latin1'),
    label,
    ...Array.from({ length: frames }, () => frame),
    Buffer.from(`TAG${PRIVATE}`.padEnd(128)),
  ]);
}

/** AAC without a container. */
export function aacSound(frames = 50): Buffer {
  const length = 100;
  const head = [
    0xff,
    0xf1,
    0x50,
    0x40 | (length >> 11),
    (length >> 3) & 255,
    ((length & 7) << 5) | 31,
    252,
  ];
  const frame = Buffer.concat([Buffer.from(head), Buffer.alloc(length - 7, 3)]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}
