import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
} from 'node:fs';
import { basename, join } from 'node:path';

/** One file of a course. Of a large one only the beginning needs to be here. */
export interface SourceFile {
  bytes: Buffer;
  /** What the whole file is, when `bytes` is only its beginning. */
  kept?: { sha256: string; length: number };
  /** Where it lies, when `bytes` is only its beginning and it is not kept yet. */
  path?: string;
}

const LARGE = 1_000_000;
const BEGINNING = 4_000;
const SLICE = 65_536;

/** A file on the disk: whole when it is small, otherwise its beginning and its digest, on constant memory. */
export function fileOnDisk(path: string): SourceFile {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    if (size <= LARGE) return { bytes: readFileSync(file) };
    const hash = createHash('sha256');
    const slice = Buffer.alloc(SLICE);
    let bytes = Buffer.alloc(0);
    let length = 0;
    for (let read = readSync(file, slice); read > 0; read = readSync(file, slice)) {
      if (length === 0) bytes = Buffer.from(slice.subarray(0, Math.min(read, BEGINNING)));
      hash.update(slice.subarray(0, read));
      length += read;
    }
    return { bytes, kept: { sha256: hash.digest('hex'), length }, path };
  } finally {
    closeSync(file);
  }
}

/** The files of a course, wherever they lie: in a folder, in a draft, in a package. */
export interface CourseSource {
  /** Name of the folder: the address of the course. */
  slug: string;
  /** Names of the files that lie directly in a folder (`.` for the top), in order; hidden ones are left out. */
  names(folder: string): string[];
  /** A file by its path inside the course; null when there is none. */
  file(path: string): SourceFile | null;
}

/** A folder on the disk. */
export const folderSource = (folder: string): CourseSource => ({
  slug: basename(folder),
  names: (inside) =>
    existsSync(join(folder, inside))
      ? readdirSync(join(folder, inside), { withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
          .map((entry) => entry.name)
          .sort()
      : [],
  file: (path) => (existsSync(join(folder, path)) ? fileOnDisk(join(folder, path)) : null),
});

/** Files by their path, such as those of a draft or of a package that was unpacked. */
export const filesSource = (
  slug: string,
  files: ReadonlyMap<string, SourceFile>,
): CourseSource => ({
  slug,
  names: (inside) => {
    const prefix = inside === '.' ? '' : `${inside}/`;
    return [...files.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .filter((name) => !name.includes('/') && !name.startsWith('.'))
      .sort();
  },
  file: (path) => files.get(path) ?? null,
});

/** The folders that a course is made of; what lies elsewhere is no part of it. */
const FOLDERS = ['.', 'lessons', 'questions', 'guides', 'media'] as const;

/** Every file of a course with its path, in the order in which a package lists them. */
export const pathsOf = (source: CourseSource): string[] =>
  FOLDERS.flatMap((folder) =>
    source.names(folder).map((name) => (folder === '.' ? name : `${folder}/${name}`)),
  );
