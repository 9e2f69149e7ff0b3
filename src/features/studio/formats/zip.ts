import { createWriteStream } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32 } from 'node:zlib';
import { fromBufferPromise, openPromise, type Entry, type ZipFile } from 'yauzl';
import { FileRefused, problem, type FormatProblem } from './problem.ts';
import { badName, folded, isLitter, nameOf, shortName } from './zip-names.ts';

/** How much a zip may hold, unpacked. */
export interface ZipLimits {
  files: number;
  fileBytes: number;
  bytes: number;
  /** How many times smaller the packed bytes may be. */
  ratio: number;
  depth: number;
}

export const COURSE_ZIP: ZipLimits = {
  files: 2000,
  fileBytes: 100_000_000,
  bytes: 500_000_000,
  ratio: 100,
  depth: 20,
};

/** Smaller than this, a file may be packed as tightly as it will: a page of spaces is no bomb. */
const TOO_SMALL_TO_MATTER = 1_000_000;
/** As many reasons as somebody reads. */
const MOST_TOLD = 20;

export interface ZipEntry {
  path: string;
  bytes: number;
  /** The bytes; refuses when there are more or other ones than the zip says. */
  read(): Promise<Buffer>;
  /** Writes the bytes to a new file, on constant memory. */
  writeTo(path: string): Promise<void>;
}

/** A zip that was looked through: paths that may be used, in its order, and what stands behind them. */
export interface ZipFiles {
  entries: ReadonlyMap<string, ZipEntry>;
  close(): void;
}

const MODE = 0o170_000;
const REGULAR = 0o100_000;
const FOLDER = 0o040_000;
const UNIX = 3;
const LOCAL_HEADER = 30;
const STORED = 0;
const DEFLATED = 8;

/** Links, pipes and devices; what did not come from Unix says nothing about it. */
function isSpecial({ versionMadeBy, externalFileAttributes }: Entry): boolean {
  const mode = (externalFileAttributes >>> 16) & MODE;
  return versionMadeBy >>> 8 === UNIX && mode !== 0 && mode !== REGULAR && mode !== FOLDER;
}

function badEntry(entry: Entry, name: string, limits: ZipLimits): FormatProblem | null {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  const told = { name: shortName(name) };
  const bad = badName(name, limits.depth);
  if (bad !== null) return bad;
  if (isSpecial(entry)) return problem('file.zip.link', told);
  if (entry.isEncrypted()) return problem('file.zip.encrypted', told);
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    return problem('file.zip.method', told);
  if (uncompressedSize > limits.fileBytes)
    return problem('file.zip.fileTooLarge', { ...told, limit: limits.fileBytes / 1_000_000 });
  if (
    uncompressedSize > TOO_SMALL_TO_MATTER &&
    uncompressedSize > Math.max(1, compressedSize) * limits.ratio
  )
    return problem('file.zip.ratio', told);
  return null;
}

/** True when two entries share bytes, which lets a small zip claim an endless content. */
function overlap(entries: readonly Entry[], fileSize: number): boolean {
  const spans = entries
    .map((entry) => ({
      from: entry.relativeOffsetOfLocalHeader,
      to: entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.compressedSize,
    }))
    .sort((a, b) => a.from - b.from);
  return spans.some(({ to }, at) => to > (spans[at + 1]?.from ?? fileSize));
}

/** Looks at the list of contents alone; not a byte of any file is unpacked. */
async function listed(zip: ZipFile, limits: ZipLimits): Promise<Map<string, Entry>> {
  const found = new Map<string, Entry>();
  const paths = new Map<string, string>();
  const all: Entry[] = [];
  const reasons: FormatProblem[] = [];
  let bytes = 0;
  if (zip.entryCount > limits.files)
    throw new FileRefused(problem('file.zip.tooMany', { limit: limits.files }));
  for await (const entry of zip.eachEntry()) {
    const name = nameOf(entry);
    all.push(entry);
    bytes += entry.uncompressedSize;
    if (isLitter(name)) continue;
    const bad = badEntry(entry, name, limits);
    if (bad !== null) reasons.push(bad);
    if (name.endsWith('/')) {
      if (entry.uncompressedSize > 0) reasons.push(problem('file.zip.broken'));
      continue;
    }
    const twin = paths.get(folded(name));
    if (twin !== undefined)
      reasons.push(problem('file.zip.twice', { name: shortName(name), other: shortName(twin) }));
    paths.set(folded(name), name);
    found.set(name, entry);
    if (reasons.length >= MOST_TOLD) break;
  }
  for (const name of found.keys()) {
    const above = name.split('/').slice(0, -1);
    const file = above
      .map((_, at) => paths.get(folded(above.slice(0, at + 1).join('/'))))
      .find((one) => one !== undefined);
    if (file !== undefined)
      reasons.push(problem('file.zip.twice', { name: shortName(name), other: shortName(file) }));
  }
  if (bytes > limits.bytes)
    reasons.push(problem('file.zip.tooLarge', { limit: limits.bytes / 1_000_000 }));
  if (bytes > TOO_SMALL_TO_MATTER && bytes > zip.fileSize * limits.ratio)
    reasons.push(problem('file.zip.bomb'));
  if (reasons.length === 0 && overlap(all, zip.fileSize)) reasons.push(problem('file.zip.bomb'));
  if (reasons.length > 0) throw new FileRefused(...reasons.slice(0, MOST_TOLD));
  return found;
}

/** Counts what really comes out, over all files of one zip together. */
function counter(limits: ZipLimits) {
  let all = 0;
  return ({ uncompressedSize, crc32: told }: Entry): Transform => {
    let own = 0;
    let sum = 0;
    return new Transform({
      transform(chunk: Buffer, _encoding, next) {
        own += chunk.length;
        sum = crc32(chunk, sum);
        all += chunk.length;
        // Each file may be read more than once, but nobody reads all of them often.
        if (own > uncompressedSize || all > limits.bytes * 4)
          next(new FileRefused(problem('file.zip.bomb')));
        else next(null, chunk);
      },
      flush(next) {
        next(sum === told ? null : new Error('These are other bytes than the zip says'));
      },
    });
  };
}

/** The disk, not the zip, is what failed. */
const isOfTheSystem = (error: unknown): boolean =>
  /^E[A-Z]+$/.test((error as NodeJS.ErrnoException).code ?? '');

const asRefusal = (error: unknown, name: string): Error => {
  if (error instanceof FileRefused || isOfTheSystem(error)) return error as Error;
  return new FileRefused(problem('file.zip.damaged', { name: shortName(name) }));
};

/**
 * Opens a zip and looks through everything that it lists. Throws `FileRefused` with the reasons, never for what somebody
 * forged anything else. Files are read when they are asked for; a zip inside is bytes like any other.
 */
export async function openZip(source: string | Buffer, limits: ZipLimits): Promise<ZipFiles> {
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false };
  let zip: ZipFile;
  try {
    zip = await (typeof source === 'string'
      ? openPromise(source, options)
      : fromBufferPromise(source, options));
  } catch (error) {
    throw isOfTheSystem(error) ? error : new FileRefused(problem('file.zip.broken'));
  }
  try {
    const count = counter(limits);
    const found = await listed(zip, limits).catch((error: unknown) => {
      throw error instanceof FileRefused ? error : new FileRefused(problem('file.zip.broken'));
    });
    const entryOf = (path: string, entry: Entry): ZipEntry => {
      const opened = async () => {
        const stream = await zip.openReadStreamPromise(entry);
        return [stream, count(entry)] as const;
      };
      return {
        path,
        bytes: entry.uncompressedSize,
        async read() {
          try {
            const chunks: Buffer[] = [];
            await pipeline(...(await opened()), async (bytes: AsyncIterable<Buffer>) => {
              for await (const chunk of bytes) chunks.push(chunk);
            });
            return Buffer.concat(chunks);
          } catch (error) {
            throw asRefusal(error, path);
          }
        },
        async writeTo(file) {
          try {
            const out = createWriteStream(file, { flags: 'wx', mode: 0o600 });
            await pipeline(...(await opened()), out);
          } catch (error) {
            throw asRefusal(error, path);
          }
        },
      };
    };
    return {
      entries: new Map([...found].map(([path, entry]) => [path, entryOf(path, entry)])),
      close: () => {
        zip.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}
