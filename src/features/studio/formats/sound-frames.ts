import { FileRefused, problem } from './problem.ts';
import type { Sound } from './bare-sound.ts';

const damaged = (): FileRefused => new FileRefused(problem('file.sound.damaged'));

/** Where the sound begins, behind ID3 labels. */
function beginOf(bytes: Buffer): number {
  let from = 0;
  while (bytes.toString('latin1', from, from + 3) === 'ID3' && from + 10 < bytes.length) {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(from + 6, from + 10);
    const footer = ((bytes[from + 5] ?? 0) & 0x10) === 0 ? 0 : 10;
    from += 10 + ((a & 0x7f) << 21) + ((b & 0x7f) << 14) + ((c & 0x7f) << 7) + (d & 0x7f) + footer;
  }
  return from;
}

/** Where it ends, before the labels of ID3v1 and APE. */
function endOf(bytes: Buffer): number {
  let to = bytes.length;
  if (bytes.toString('latin1', to - 128, to - 125) === 'TAG') to -= 128;
  if (to >= 32 && bytes.toString('latin1', to - 32, to - 24) === 'APETAGEX') {
    const items = bytes.readUInt32LE(to - 20);
    const hasHead = (bytes.readUInt32LE(to - 12) & 0x80000000) !== 0;
    to = Math.max(0, to - items - (hasHead ? 32 : 0));
  }
  return to;
}

/** The sound of an MP3 or AAC without the labels around it, which name people and may hold a picture. */
function framesOf(bytes: Buffer): Buffer {
  const sound = bytes.subarray(beginOf(bytes), endOf(bytes));
  if (sound.length < 4 || sound[0] !== 0xff || ((sound[1] ?? 0) & 0xe0) !== 0xe0) throw damaged();
  return sound;
}

/** One frame: how long it is in bytes and in seconds; null where none begins. */
type Frame = { bytes: number; seconds: number } | null;

/** The seconds of all frames; null where they do not follow each other to the end. */
function secondsOf(sound: Buffer, frameAt: (at: number) => Frame): number | null {
  let seconds = 0;
  for (let at = 0; at + 7 < sound.length;) {
    const frame = frameAt(at);
    if (frame === null || frame.bytes < 7) return null;
    seconds += frame.seconds;
    at += frame.bytes;
  }
  return seconds;
}

const KBITS: Record<number, readonly number[]> = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const RATES = [44_100, 48_000, 32_000];

/** A frame of MPEG 1, 2 or 2.5, layer III. */
function mp3Frame(sound: Buffer, at: number): Frame {
  const [sync = 0, kind = 0, third = 0] = sound.subarray(at, at + 3);
  const version = (kind >> 3) & 3;
  if (sync !== 0xff || (kind & 0xe6) !== 0xe2 || version === 1) return null;
  const kbits = KBITS[version === 3 ? 1 : 2]?.[third >> 4] ?? 0;
  const rate = (RATES[(third >> 2) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  if (kbits === 0 || rate === 0) return null;
  const samples = version === 3 ? 1152 : 576;
  const bytes = Math.floor(((samples / 8) * kbits * 1000) / rate) + ((third >> 1) & 1);
  return { bytes, seconds: samples / rate };
}

const ADTS_RATES = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
];

function adtsFrame(sound: Buffer, at: number): Frame {
  const [sync = 0, kind = 0, third = 0, fourth = 0, fifth = 0, sixth = 0, seventh = 0] =
    sound.subarray(at, at + 7);
  const rate = ADTS_RATES[(third >> 2) & 15];
  if (sync !== 0xff || (kind & 0xf6) !== 0xf0 || rate === undefined) return null;
  const bytes = ((fourth & 3) << 11) | (fifth << 3) | (sixth >> 5);
  return { bytes, seconds: (1024 * ((seventh & 3) + 1)) / rate };
}

/** An MP3 without its labels. */
export function bareMp3(given: Buffer): Sound {
  const bytes = framesOf(given);
  const seconds = secondsOf(bytes, (at) => mp3Frame(bytes, at));
  return { bytes, extension: 'mp3', type: 'audio/mpeg', seconds };
}

/** AAC as recorders write it without a container. Its frames must follow each other, since nothing else tells what it is. */
export function bareAdts(given: Buffer): Sound {
  const bytes = framesOf(given);
  const seconds = secondsOf(bytes, (at) => adtsFrame(bytes, at));
  if (seconds === null) throw damaged();
  return { bytes, extension: 'aac', type: 'audio/aac', seconds };
}
