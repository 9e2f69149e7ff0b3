import type { Db } from '../../db/connection.ts';
import { refused } from './formats/collect.ts';
import { remark, type ReadItem, type Remark, type SourceName } from './formats/format.ts';
import { foundBy } from './found.ts';
import { imagesOf } from './images.ts';
import type { Staged } from './import.ts';
import { eachInTurns } from './packed.ts';
import { missingImages, picturesOf, withPictures, type Pictures } from './pictures.ts';
import type { Outside } from './ports.ts';
import { readQuestionsApart, readWordApart } from './read-apart.ts';
import type { Told } from './told.ts';
import { isWord } from './recognise.ts';

export interface Given {
  input: Buffer | string;
  /** Null where it is to be recognised. */
  format: SourceName | null;
}

/** What was read of a file or a text: its questions, the tables that they stood in, and the images that came along. */
export interface Reading {
  /** Null for questions as people write them. */
  format: SourceName | null;
  told: Told;
  sheets: Staged['sheets'];
  images: ReadonlyMap<string, Buffer>;
}

/** Reading what somebody brings: known by what it holds, its images drawn anew, nothing of it kept. */
export function importReading({ db, outside }: { db: Db; outside: Outside }) {
  /** A question with the images that stay; it says which it lacks, and which lack their description. */
  const settled = async (read: ReadItem, pictures: Pictures): Promise<ReadItem> => {
    const one = await withPictures(read, pictures);
    const images = imagesOf(one.item);
    if (images.length === 0) return one;
    const taken = pictures.all();
    const missing = (await missingImages(db, one)).filter((name) => !taken.has(name));
    const bare = images.filter(({ name, alt }) => alt === '' && !missing.includes(name));
    const notes: Remark[] = [
      ...one.notes,
      ...missing.map((detail) => remark('formats.note.left.image', { detail })),
      ...(bare.length > 0 ? [remark('formats.note.noAlt', { count: bare.length })] : []),
    ];
    return { ...one, notes };
  };

  const whole = async (told: Told, pictures: Pictures): Promise<Told> => {
    const items = await eachInTurns(told.items, (read) => settled(read, pictures));
    const found = told.found.map((before, at) => {
      const item = items[at]?.item;
      return item === undefined || item === told.items[at]?.item ? before : foundBy(item);
    });
    return { ...told, items, found };
  };

  const word = async (
    input: Buffer,
    pictures: Pictures,
  ): Promise<Told & Pick<Reading, 'sheets'>> => {
    const read = await outside.readDocument(input);
    if (!read.ok) return { ...refused(read.reason), found: [], sheets: [] };
    const names = new Map<string, string>();
    const notes = [...read.lost];
    for (const { name, bytes } of read.pictures) {
      const picture = await pictures.take(bytes);
      if ('name' in picture) names.set(name, picture.name);
      else notes.push(remark('formats.note.imageLeft', { name }), picture.reason);
    }
    const told = await readWordApart(read.html, names);
    return { ...told, notes: [...notes, ...told.notes] };
  };

  /** Null where nothing is recognised. Throws `Exceeded` for what takes too long. */
  return async ({ input, format }: Given): Promise<Reading | null> => {
    const pictures = picturesOf({ db, draw: outside.draw });
    if (format === 'docx' || (format === null && isWord(input))) {
      const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input;
      const { sheets, ...told } = await word(bytes, pictures);
      return { format: 'docx', told: await whole(told, pictures), sheets, images: pictures.all() };
    }
    const read = await readQuestionsApart({ input, format });
    if (read === null) return null;
    const told = await whole(read, pictures);
    return { format: read.format, told, sheets: read.sheets, images: pictures.all() };
  };
}
export type ImportReading = ReturnType<typeof importReading>;
