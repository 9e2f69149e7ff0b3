import { readFile, writeFile } from 'node:fs/promises';
import type { Sound } from './bare-sound.ts';
import { FileRefused, problem } from './problem.ts';
import { bareAdts, bareMp3 } from './sound-frames.ts';
import { bareM4a } from './sound-m4a.ts';
import { bareOgg } from './sound-ogg.ts';
import { bareWav } from './sound-wav.ts';
import { bareWebm } from './sound-webm.ts';

const isAdts = (bytes: Buffer): boolean => bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xf6) === 0xf0;

/**
 * What a recording is, told from its bytes, without titles, places, dates and whatever else was written into its container;
 * the sound itself stays byte for byte. Throws `FileRefused` for what is none, is damaged, or shows a picture as well.
 */
export function bareSound(bytes: Buffer): Sound {
  const head = bytes.toString('latin1', 0, 12);
  if (/^RIFF[\s\S]{4}WAVE/.test(head)) return bareWav(bytes);
  if (head.startsWith('OggS')) return bareOgg(bytes);
  if (head.startsWith('\x1a\x45\xdf\xa3')) return bareWebm(bytes);
  if (head.slice(4, 8) === 'ftyp') return bareM4a(bytes);
  return isAdts(bytes) ? bareAdts(bytes) : bareMp3(bytes);
}

/** The same for a file, in its place. */
export async function bareSoundFile(path: string): Promise<Omit<Sound, 'bytes'>> {
  const { bytes, ...what } = bareSound(await readFile(path));
  if (bytes.length === 0) throw new FileRefused(problem('file.sound.damaged'));
  await writeFile(path, bytes, { mode: 0o600 });
  return what;
}
