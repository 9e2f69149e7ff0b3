import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { pipeline, Transform } from 'node:stream';
import type { Request, Response } from 'express';
import multer, { MulterError, type StorageEngine } from 'multer';
import type { MessageKey } from '../i18n/translate.ts';
import { DAY, MINUTE } from '../lib/clock.ts';
import { Refusal } from '../lib/errors.ts';
import { newId } from '../lib/random-code.ts';
import type { FieldErrors } from './parse.ts';

/** How much one form may bring. */
export interface UploadLimits {
  /** The one field that carries files; another one is a mistake. */
  field: string;
  files: number;
  /** Bytes of one file, and of all of them. */
  fileBytes: number;
  bytes: number;
}

/** A file that has arrived whole. It is there until the work with it ends; what shall stay is moved away. */
export interface UploadedFile {
  /** As its owner calls it: for people to read, never for a path. */
  name: string;
  path: string;
  bytes: number;
}

export type Received =
  | { ok: true; files: UploadedFile[] }
  /** 413: too large, 422: anything else. The message belongs beside the field. */
  | { ok: false; status: 413 | 422; errors: FieldErrors };

/** The longest that an upload may take, and the longest silence in it. */
export const UPLOAD_TIME = 30 * MINUTE;
const SILENCE = MINUTE;
const FIELDS = 60;
const FIELD_BYTES = 200_000;
/** What is far too large is not even read to its end, although its sender then sees no page. */
const ABSURD = 4;

/** The disk, not what was sent, is what failed. */
const NO_ROOM = /^E(NOSPC|DQUOT|FBIG|ROFS|IO|MFILE|NFILE)$/;

class TooMuch extends Error {}

const MESSAGES: Record<string, { status: 413 | 422; key: MessageKey }> = {
  LIMIT_FILE_SIZE: { status: 413, key: 'uploads.fileTooLarge' },
  LIMIT_FILE_COUNT: { status: 422, key: 'uploads.tooManyFiles' },
  LIMIT_UNEXPECTED_FILE: { status: 422, key: 'uploads.tooManyFiles' },
};

function refused(error: unknown, field: string): Received {
  const { status, key } =
    error instanceof TooMuch
      ? { status: 413 as const, key: 'uploads.tooMuch' as const }
      : ((error instanceof MulterError ? MESSAGES[error.code] : undefined) ?? {
          status: 422 as const,
          key: 'uploads.broken' as const,
        });
  return { ok: false, status, errors: { [field]: [key] } };
}

/** The last part of a name, in one spelling, without what nobody can read. */
export function shownName(given: string): string {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(/[\p{C}\u2028\u2029]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
  // A character of two halves is not cut in the middle.
  return clean.slice(-120).replace(/^[\udc00-\udfff]/, '') || '—';
}

/** Writes each file under a name of our own, and counts what all of them weigh. */
function spool(folder: string, most: number): StorageEngine {
  let all = 0;
  return {
    _handleFile(_request, file, done) {
      const path = join(folder, newId());
      let bytes = 0;
      const count = new Transform({
        transform(chunk: Buffer, _encoding, next) {
          bytes += chunk.length;
          all += chunk.length;
          if (all > most) next(new TooMuch());
          else next(null, chunk);
        },
      });
      const out = createWriteStream(path, { flags: 'wx', mode: 0o600 });
      pipeline(file.stream, count, out, (error) => {
        if (error) done(error);
        else done(null, { path, size: bytes });
      });
    },
    _removeFile(_request, file, done) {
      rm(file.path, { force: true }).then(() => {
        done(null);
      }, done);
    },
  };
}

const parse = (
  request: Request,
  response: Response,
  storage: StorageEngine,
  { field, files, fileBytes }: UploadLimits,
): Promise<void> =>
  new Promise((done, fail) => {
    const limits = {
      files,
      fileSize: fileBytes,
      fields: FIELDS,
      fieldSize: FIELD_BYTES,
      fieldNameSize: 100,
      fieldNestingDepth: 0,
      parts: files + FIELDS,
      headerPairs: 20,
    };
    const read = multer({ storage, limits, defParamCharset: 'utf8' }).array(field, files);
    void read(request, response, (error: unknown) => {
      if (error === undefined || error === null) done();
      else fail(error instanceof Error ? error : new Error('The upload broke off'));
    });
  });

const rootOf = (dataDir: string): string => join(dataDir, 'uploads');
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 12);
const OURS = new RegExp(`^${HOST}-(\\d+)$`);

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/**
 * Removes what killed processes were receiving: those of this machine that are gone, and of any machine what is older than
 * a day. Called before this process receives anything.
 */
export async function removeLeftUploads(dataDir: string, now: Date): Promise<void> {
  const root = rootOf(dataDir);
  for (const name of await readdir(root).catch(() => [])) {
    const path = join(root, name);
    const pid = Number(OURS.exec(name)?.[1] ?? NaN);
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: 0 }));
    const isOver = Number.isNaN(pid)
      ? now.getTime() - mtimeMs > DAY
      : pid === process.pid || !isAlive(pid);
    if (isOver) await rm(path, { recursive: true, force: true });
  }
}

/** Receives files into a private folder, on constant memory whatever they weigh. */
export const uploads = (dataDir: string) => ({
  /**
   * Reads a form with files into `request.body` and the folder, does the work with them, and removes them however it ended:
   * done, refused, interrupted. The guard against other sites has looked at the request before, and so has the route's rule.
   */
  async receive(
    request: Request,
    response: Response,
    limits: UploadLimits,
    work: (received: Received) => Promise<void>,
  ): Promise<void> {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced > limits.bytes * ABSURD) {
      response.setHeader('Connection', 'close');
      await work(refused(new TooMuch(), limits.field));
      return;
    }
    const folder = join(rootOf(dataDir), `${HOST}-${String(process.pid)}`, newId());
    await mkdir(folder, { recursive: true, mode: 0o700 });
    try {
      await work(await received(request, response, folder, limits));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
});
export type Uploads = ReturnType<typeof uploads>;

async function received(
  request: Request,
  response: Response,
  folder: string,
  limits: UploadLimits,
): Promise<Received> {
  request.setTimeout(SILENCE, () => request.destroy());
  try {
    await parse(request, response, spool(folder, limits.bytes), limits);
  } catch (error) {
    if (NO_ROOM.test((error as NodeJS.ErrnoException).code ?? ''))
      throw new Refusal('unavailable', 'uploads.noRoom', {}, 600);
    return refused(error, limits.field);
  } finally {
    request.setTimeout(0);
  }
  const files = ((request.files ?? []) as Express.Multer.File[]).map(
    ({ originalname, path, size }) => ({ name: shownName(originalname), path, bytes: size }),
  );
  if (files.length > 0) return { ok: true, files };
  return { ok: false, status: 422, errors: { [limits.field]: ['uploads.chooseFile'] } };
}
