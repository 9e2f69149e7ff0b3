import { open, type FileHandle } from 'node:fs/promises';
import { FileRefused, problem } from './problem.ts';
import { bareSoundFile } from './sound.ts';

/** Boxes of an MP4 in which phones write where and when, with which telephone, and what programs add. */
const SAYS_MORE = new Set(['udta', 'meta', 'uuid']);
const HOLDS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex', 'edts']);
/** Boxes that begin with when it was made and when it was changed. */
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
const DEEPEST = 8;
const MOST_BOXES = 20_000;
const EMPTY = Buffer.from('free');
const BLANK = Buffer.alloc(65_536);

interface Seen {
  boxes: number;
  hasPictures: boolean;
}

/**
 * Blanks what an MP4 says beside picture and sound, in the file itself: the boxes stay where they are, so nothing else has to
 * move. Answers whether it shows pictures at all. Throws `FileRefused` when its boxes make no sense.
 */
export async function blankFilm(path: string): Promise<{ hasPictures: boolean }> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const seen: Seen = { boxes: 0, hasPictures: false };
    await blankBoxes(file, 0, size, { depth: 0, seen });
    await file.sync();
    return { hasPictures: seen.hasPictures };
  } finally {
    await file.close();
  }
}

async function blankBoxes(
  file: FileHandle,
  from: number,
  to: number,
  { depth, seen }: { depth: number; seen: Seen },
): Promise<void> {
  const broken = (): FileRefused => new FileRefused(problem('file.film.damaged'));
  for (let at = from; at + 8 <= to;) {
    seen.boxes += 1;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, at);
    const type = buffer.toString('latin1', 4, 8);
    const short = buffer.readUInt32BE(0);
    const head = short === 1 ? 16 : 8;
    const length = short === 1 ? Number(buffer.readBigUInt64BE(8)) : short === 0 ? to - at : short;
    if (bytesRead < head || length < head || at + length > to || seen.boxes > MOST_BOXES)
      throw broken();
    if (SAYS_MORE.has(type)) {
      await file.write(EMPTY, 0, 4, at + 4);
      for (let blank = at + head; blank < at + length; blank += BLANK.length)
        await file.write(BLANK, 0, Math.min(BLANK.length, at + length - blank), blank);
    } else if (HOLDS.has(type) && depth < DEEPEST)
      await blankBoxes(file, at + head, at + length, { depth: depth + 1, seen });
    else if (DATED.has(type)) await blankDates(file, at + head, length - head);
    else if (type === 'hdlr') {
      const { buffer: handler } = await file.read(Buffer.alloc(4), 0, 4, at + head + 8);
      seen.hasPictures ||= handler.toString('latin1') === 'vide';
    }
    at += length;
  }
}

async function blankDates(file: FileHandle, body: number, length: number): Promise<void> {
  const { buffer: version } = await file.read(Buffer.alloc(1), 0, 1, body);
  const dates = version[0] === 1 ? 16 : 8;
  if (length >= 4 + dates) await file.write(BLANK, 0, dates, body + 4);
}

/** Takes such labels out of a file in its place. What it is decides, and its ending has to say the same. */
export async function bareFile(path: string, extension: string): Promise<void> {
  if (extension === 'mp4') await blankFilm(path);
  else if ((await bareSoundFile(path)).extension !== extension)
    throw new FileRefused(problem('file.kind.otherEnding'));
}
