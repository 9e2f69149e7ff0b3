/** A box of an MP4. */
export function box(type: string, ...inside: (Buffer | string)[]): Buffer {
  const body = Buffer.concat(inside.map((one) => Buffer.from(one)));
  const head = Buffer.alloc(8);
  head.writeUInt32BE(body.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, body]);
}

/** What a phone films: it knows where and when. */
export const filmWithPlace = (bytes = 5000): Buffer =>
  Buffer.concat([
    box('ftyp', 'isom\0\0\0\0isommp42'),
    box(
      'moov',
      box('mvhd', Buffer.alloc(100)),
      box(
        'trak',
        box('tkhd', Buffer.alloc(84)),
        box('mdia', box('hdlr', Buffer.alloc(8), 'vide', Buffer.alloc(12))),
        box('udta', box('name', 'Rosa')),
      ),
      box('udta', box('\xa9xyz', '+19.6010-099.0500/'), box('meta', 'Teléfono de Rosa')),
    ),
    box('mdat', Buffer.alloc(bytes, 7)),
  ]);
