import { FileRefused, problem } from './problem.ts';
import type { Sound } from './bare-sound.ts';

/** Of a WAV only what the sound needs stays: recorders write who, where and with what into the other parts. */
const NEEDED = new Set(['fmt ', 'fact', 'data']);
/** Plain numbers, whole or with a point, A-law, µ-law, and the form that says one of these at length. */
const KNOWN = new Set([1, 3, 6, 7, 0xfffe]);

export function bareWav(given: Buffer): Sound {
  const broken = (): FileRefused => new FileRefused(problem('file.sound.damaged'));
  const parts: Buffer[] = [];
  let rate = 0;
  let sound = 0;
  for (let at = 12; at + 8 <= given.length;) {
    const name = given.toString('latin1', at, at + 4);
    // A recorder that was interrupted has not written how long it was.
    const length = Math.min(given.readUInt32LE(at + 4), given.length - at - 8);
    const body = given.subarray(at + 8, at + 8 + length);
    if (!/^[\x20-\x7e]{4}$/.test(name)) throw broken();
    if (name === 'fmt ' && length >= 16) {
      if (!KNOWN.has(body.readUInt16LE(0))) throw new FileRefused(problem('file.kind.sound'));
      rate = body.readUInt32LE(8);
    }
    if (NEEDED.has(name)) {
      const head = Buffer.alloc(8);
      head.write(name, 'latin1');
      head.writeUInt32LE(length, 4);
      parts.push(head, body, Buffer.alloc(length % 2));
    }
    if (name === 'data') {
      sound += length;
      // What stands behind is labels, or nothing that belongs here.
      break;
    }
    at += 8 + length + (length % 2);
  }
  if (rate === 0 || sound === 0) throw broken();
  const head = Buffer.from('RIFF\0\0\0\0WAVE', 'latin1');
  head.writeUInt32LE(4 + parts.reduce((sum, { length }) => sum + length, 0), 4);
  const bytes = Buffer.concat([head, ...parts]);
  return { bytes, extension: 'wav', type: 'audio/wav', seconds: sound / rate };
}
