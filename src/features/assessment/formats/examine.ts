import { readFile, stat, writeFile } from 'node:fs/promises';
import { kindOf } from '../../studio/formats/kind.ts';
import { checkPdf } from '../../studio/formats/pdf.ts';
import { redrawn } from '../../studio/formats/picture.ts';
import { FileRefused, type FormatKey } from '../../studio/formats/problem.ts';
import { bareSoundFile } from '../../studio/formats/sound.ts';
import { MOST_BYTES, type HandInKind } from '../handed-in.ts';

/** A file that arrived, and what may come. */
export interface Arrived {
  path: string;
  kinds: readonly HandInKind[];
}

export type Refused = FormatKey | `handIn.${'otherKind' | 'otherSound' | 'tooHeavy' | 'manyPages'}`;

/** What a file turned out to be; it lies where it lay, as it will be kept. */
export type Examined =
  { ok: true; type: string; bytes: number; seconds: number | null } | { ok: false; why: Refused[] };

/** Reasons that say more about a file than that it is of another kind. */
const TELLING = /^file\.(?:pdf|picture|sound)\.|^file\.kind\.(?:empty|heic)$/;

/** A reason in the words of whoever hands in; those of the studio speak to authors. */
function told(key: FormatKey, kinds: readonly HandInKind[]): Refused {
  if (key === 'file.pdf.pages') return 'handIn.manyPages';
  if (key === 'file.kind.sound' && kinds.includes('audio')) return 'handIn.otherSound';
  return TELLING.test(key) ? key : 'handIn.otherKind';
}

/** Which of our kinds it is by its content; its name says nothing. Film may be a recording: that is seen later. */
async function kindAt(path: string): Promise<HandInKind | null> {
  const kind = await kindOf(path, '');
  if (kind === 'picture') return 'image';
  if (kind === 'pdf') return 'pdf';
  return kind === 'sound' || kind === 'film' ? 'audio' : null;
}

async function kept(
  path: string,
  kind: HandInKind,
): Promise<Omit<Extract<Examined, { ok: true }>, 'ok'>> {
  if (kind === 'image') {
    const { bytes } = await redrawn(path);
    await writeFile(path, bytes, { mode: 0o600 });
    return { type: 'image/webp', bytes: bytes.length, seconds: null };
  }
  if (kind === 'pdf') {
    const bytes = await readFile(path);
    await checkPdf(bytes);
    return { type: 'application/pdf', bytes: bytes.length, seconds: null };
  }
  const { type, seconds } = await bareSoundFile(path);
  return { type, bytes: (await stat(path)).size, seconds };
}

/**
 * Looks through a file that somebody hands in and leaves of it what is kept: pictures drawn anew, recordings without what was
 * written beside them, PDF as they are when they only show pages. Runs in a process of its own.
 */
export async function examine({ path, kinds }: Arrived): Promise<Examined> {
  try {
    const kind = await kindAt(path);
    if (kind === null || !kinds.includes(kind)) return { ok: false, why: ['handIn.otherKind'] };
    if ((await stat(path)).size > MOST_BYTES[kind]) return { ok: false, why: ['handIn.tooHeavy'] };
    return { ok: true, ...(await kept(path, kind)) };
  } catch (error) {
    if (!(error instanceof FileRefused)) throw error;
    return { ok: false, why: error.reasons.map(({ key }) => told(key, kinds)) };
  }
}
