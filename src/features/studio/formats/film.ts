import { open, readFile, writeFile, type FileHandle } from 'node:fs/promises';
import { FileRefused, problem } from './problem.ts';

/** Boxes of an MP4 in which phones write where and when, with which telephone, and what programs add. */
const SAYS_MORE = new Set(['udta', 'meta', 'uuid']);
const HOLDS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex', 'edts']);
const DEEPEST = 8;
const MOST_BOXES = 20_000;
const EMPTY = Buffer.from('free');
const BLANK = Buffer.alloc(65_536);

/**
 * Blanks what an MP4 says beside picture and sound, in the file itself: the boxes stay where they are, so nothing else has to
 * move. Throws `FileRefused` when its boxes make no sense.
 */
export async function blankFilm(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    await blankBoxes(file, 0, size, { depth: 0, count: { boxes: 0 } });
    await file.sync();
  } finally {
    await file.close();
  }
}

async function blankBoxes(
  file: FileHandle,
  from: number,
  to: number,
  { depth, count }: { depth: number; count: { boxes: number } },
): Promise<void> {
  const broken = (): FileRefused => new FileRefused(problem('file.film.damaged'));
  for (let at = from; at + 8 <= to;) {
    count.boxes += 1;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
    const type = buffer.toString('latin1', 4, 8);
    const short = buffer.readUInt32BE(0);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (bytesRead < head || length < head || at + length > to || count.boxes > MOST_BOXES)
      throw broken();
    if (SAYS_MORE.has(type)) {
      await file.write(EMPTY, 0, 4, at + 4);
      for (let blank = at + head; blank < at + length; blank += BLANK.length)
        await file.write(BLANK, 0, Math.min(BLANK.length, at + length - blank), blank);
    } else if (HOLDS.has(type) && depth < DEEPEST)
      await blankBoxes(file, at + head, at + length, { depth: depth + 1, count });
    at += length;
  }
}

/** The sound of an MP3 without the labels around it, which name people and may hold a picture. */
export function bareSound(bytes: Buffer): Buffer {
  let from = 0;
  while (bytes.toString('latin1', from, from + 3) === 'ID3' && from + 10 < bytes.length) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(from + 6, from + 10);
    const footer = ((bytes[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10;
    from += 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f) + footer;
  }
  const hasTail = bytes.toString('latin1', bytes.length - 128, bytes.length - 125) === 'TAG';
  const sound = bytes.subarray(from, hasTail ? bytes.length - 128 : bytes.length);
  if (sound.length < 4 || sound[0] !== 0xff || ((sound[1] ?? 0) & 0xe0) !== 0xe0)
    throw new FileRefused(problem('file.sound.damaged'));
  return sound;
}

/** Takes these labels out of a file in its place. */
export async function bareFile(path: string, extension: string): Promise<void> {
  if (extension === 'mp4') await blankFilm(path);
  else await writeFile(path, bareSound(await readFile(path)), { mode: 0o600 });
}
