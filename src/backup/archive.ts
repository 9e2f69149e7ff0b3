import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import { Refusal } from '../lib/errors.ts';
import { opened, sealed, type BackupKey } from './key.ts';

/** One file of many entries, written as they come. */
export interface Archive {
  add(name: string, bytes: Buffer): Promise<void>;
  addStream(name: string, size: number, stream: Readable): Promise<void>;
}

/**
 * Writes a gzipped tar, sealed when a key is given, to a stream. An entry waits until the one before has gone out, so memory
 * stays the same however much there is.
 */
export async function writeArchive(
  to: Writable,
  key: BackupKey | null,
  fill: (archive: Archive) => Promise<void>,
): Promise<void> {
  const entries = pack();
  // Told through `flowing`; a stream without a listener would end the process.
  entries.on('error', () => undefined);
  const gzip = createGzip();
  const flowing = (async () => {
    const zipping = pipeline(entries, gzip);
    zipping.catch(() => undefined);
    const out = key === null ? gzip : await sealed(gzip, key);
    await Promise.all([zipping, pipeline(out, to)]);
  })();
  // Entries come one after another: whoever waits for the one that goes out is told when nothing flows any more.
  let broken: Error | undefined;
  let tell: (error: unknown) => void = () => undefined;
  flowing.catch((error: unknown) => {
    broken = error as Error;
    tell(error);
  });
  const written = (name: string, size: number, give: (entry: Writable) => void): Promise<void> =>
    new Promise((done, fail) => {
      if (broken !== undefined) {
        fail(broken);
        return;
      }
      tell = fail;
      const entry = entries.entry({ name, size, mode: 0o600, type: 'file' }, (error) => {
        if (error instanceof Error) fail(error);
        else done();
      });
      entry.on('error', fail);
      give(entry);
    });
  try {
    await fill({
      add: (name, bytes) => written(name, bytes.length, (entry) => entry.end(bytes)),
      addStream: (name, size, stream) =>
        written(name, size, (entry) => {
          pipeline(stream, entry).catch((error: unknown) => entries.destroy(error as Error));
        }),
    });
    entries.finalize();
  } catch (error) {
    entries.destroy(error as Error);
    await flowing.catch(() => undefined);
    throw error;
  }
  await flowing;
}

export interface Entry {
  name: string;
  size: number;
  chunks: AsyncIterable<Buffer>;
}

const SEALED = 'age-encryption.org/';

async function isSealed(file: string): Promise<boolean> {
  const handle = await open(file, 'r').catch(() => {
    throw new Refusal('not-found', 'backup.noFile', { file });
  });
  try {
    const { buffer } = await handle.read(Buffer.alloc(SEALED.length), 0, SEALED.length, 0);
    return buffer.toString('latin1') === SEALED;
  } finally {
    await handle.close();
  }
}

async function* watched(file: string, watch: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for await (const bytes of createReadStream(file) as AsyncIterable<Buffer>) {
    watch(bytes);
    yield bytes;
  }
}

/** The entries of an archive one after another; each is read before the next is asked for. `watch` sees the bytes of the file. */
export async function* readArchive(
  file: string,
  key: BackupKey | null,
  watch: (bytes: Buffer) => void = () => undefined,
): AsyncGenerator<Entry> {
  const needsKey = await isSealed(file);
  if (needsKey && key === null) throw new Refusal('invalid', 'backup.needsKey');
  const source = Readable.from(watched(file, watch));
  const bytes = needsKey && key !== null ? await opened(source, key) : source;
  const entries = extract();
  const flowing = pipeline(bytes, createGunzip(), entries);
  flowing.catch(() => undefined);
  for await (const entry of entries) {
    yield { name: entry.header.name, size: entry.header.size ?? 0, chunks: entry };
  }
  await flowing;
}

/** A small entry as a whole. */
export async function wholeOf({ chunks }: Entry): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
}
