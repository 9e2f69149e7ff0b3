import type { Db } from '../../db/connection.ts';
import { Refusal } from '../../lib/errors.ts';
import { isTextPath } from '../content/version-files.ts';
import { courseIn, COURSE_FILE } from './course-file.ts';
import type { Draft, DraftFile } from './draft.ts';
import { draftRepository, type Written } from './draft-repository.ts';

/** Where media lie in a course. */
export const MEDIA_PATH = /^media\/[a-z0-9]+(?:[-.][a-z0-9]+)*$/;
const MOST_FILES = 2_000;
const LONGEST_TEXT = 400_000;

/** A draft on the table: what its files say, and what is written while a change lasts. */
export interface Desk {
  draft: Draft;
  paths(): string[];
  /** The text under a path; null when there is none. */
  text(path: string): string | null;
  /** Revision that wrote a file; 0 when there is none. */
  revisionOf(path: string): number;
  write(path: string, text: string): void;
  /** Puts media whose bytes lie in the data folder, and whose row is there. */
  writeMedia(path: string, sha256: string): void;
  /** Puts a file as it stands in another draft or in a version. */
  put(file: Pick<DraftFile, 'path' | 'text' | 'media'>): void;
  remove(path: string): void;
}

/** A desk over the files of a draft, and what was written on it. */
export function deskOver(
  draft: Draft,
  files: ReadonlyMap<string, DraftFile>,
): { desk: Desk; written: Map<string, Written | null> } {
  const written = new Map<string, Written | null>();
  const isThere = (path: string): boolean =>
    written.has(path) ? written.get(path) !== null : files.has(path);
  const put = (path: string, file: Written): void => {
    if (!isThere(path) && desk.paths().length >= MOST_FILES)
      throw new Refusal('invalid', 'studio.tooManyFiles');
    written.set(path, file);
  };
  const desk: Desk = {
    draft,
    paths: () => [...new Set([...files.keys(), ...written.keys()])].filter(isThere).sort(),
    text(path) {
      const now = written.get(path);
      if (now === undefined) return files.get(path)?.text ?? null;
      return now !== null && 'text' in now ? now.text : null;
    },
    revisionOf: (path) => files.get(path)?.revision ?? 0,
    write(path, text) {
      if (!isTextPath(path) || text.includes('\0')) throw new Refusal('invalid', 'studio.badFile');
      if (text.length > LONGEST_TEXT) throw new Refusal('invalid', 'studio.tooLong');
      if (desk.text(path) !== text) put(path, { text });
    },
    writeMedia(path, sha256) {
      if (!MEDIA_PATH.test(path)) throw new Refusal('invalid', 'studio.badFile');
      put(path, { sha256 });
    },
    put({ path, text, media }) {
      if (text !== null) desk.write(path, text);
      else if (media !== null) desk.writeMedia(path, media.sha256);
    },
    remove(path) {
      if (isThere(path)) written.set(path, null);
    },
  };
  return { desk, written };
}

/** Saves what was written as the next revision of the draft, and its title when that changed. */
export async function putAway(
  trx: Db,
  desk: Desk,
  written: ReadonlyMap<string, Written | null>,
  now: Date,
): Promise<void> {
  if (written.size === 0) return;
  const { draft } = desk;
  const repository = draftRepository(trx);
  const revision = draft.revision + 1;
  await repository.write(draft.id, revision, written, now);
  const title = courseIn(desk.text(COURSE_FILE))?.title.es.slice(0, 200) ?? '';
  await repository.change(draft.id, { revision, ...(title === '' ? {} : { title }) }, now);
}
