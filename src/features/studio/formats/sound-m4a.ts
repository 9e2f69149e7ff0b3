import { FileRefused, problem } from './problem.ts';
import type { Sound } from './bare-sound.ts';

const damaged = (): FileRefused => new FileRefused(problem('file.sound.damaged'));

/** Boxes in which phones write where and when, with which telephone, and what programs add. */
const SAYS_MORE = new Set(['udta', 'meta', 'uuid']);
const HOLDS = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf', 'mvex', 'edts']);
/** What may stand beside each other at the outermost. */
const OUTERMOST =
  /^(?:ftyp|styp|moov|moof|mdat|mfra|sidx|free|skip|wide|udta|meta|uuid|emsg|pdin)$/;
/** Boxes that begin with when it was made and when it was changed. */
const DATED = new Set(['mvhd', 'tkhd', 'mdhd']);
const PLAYED = new Set(['mp4a', 'Opus', 'alac', 'fLaC']);
const DEEPEST = 8;

interface Found {
  handlers: string[];
  codecs: string[];
  seconds: number;
}

function lookThrough(bytes: Buffer, from: number, to: number, depth: number, found: Found): void {
  for (let at = from; at < to;) {
    if (at + 8 > to) throw damaged();
    const short = bytes.readUInt32BE(at);
    const type = bytes.toString('latin1', at + 4, at + 8);
    const head = short === 1 ? 16 : 8;
    if (at + head > to) throw damaged();
    const length =
      short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    if (length < head || at + length > to) throw damaged();
    if (depth === 0 && !OUTERMOST.test(type)) throw damaged();
    const body = at + head;
    const end = at + length;
    if (SAYS_MORE.has(type)) {
      bytes.write('free', at + 4, 'latin1');
      bytes.fill(0, body, end);
    } else if (HOLDS.has(type) && depth < DEEPEST) lookThrough(bytes, body, end, depth + 1, found);
    else note(bytes.subarray(body, end), type, found);
    at = end;
  }
}

function note(body: Buffer, type: string, found: Found): void {
  if (DATED.has(type)) {
    const isLong = body[0] === 1;
    if (body.length < (isLong ? 32 : 20)) throw damaged();
    body.fill(0, 4, isLong ? 20 : 12);
    if (type !== 'mvhd') return;
    const scale = body.readUInt32BE(isLong ? 20 : 12);
    const lasts = isLong ? Number(body.readBigUInt64BE(24)) : body.readUInt32BE(16);
    // All ones stand for "not known".
    if (scale > 0 && lasts < 0xffffffff) found.seconds = lasts / scale;
  } else if (type === 'hdlr' && body.length >= 12)
    found.handlers.push(body.toString('latin1', 8, 12));
  else if (type === 'stsd' && body.length >= 16) found.codecs.push(body.toString('latin1', 12, 16));
}

/** Sound in MP4, as telephones record it. One with pictures is a film. */
export function bareM4a(given: Buffer): Sound {
  const bytes = Buffer.from(given);
  const found: Found = { handlers: [], codecs: [], seconds: 0 };
  lookThrough(bytes, 0, bytes.length, 0, found);
  if (found.handlers.some((handler) => handler === 'vide' || handler === 'pict'))
    throw new FileRefused(problem('file.kind.film'));
  if (found.codecs.length === 0 || !found.codecs.every((codec) => PLAYED.has(codec)))
    throw new FileRefused(problem('file.kind.sound'));
  const seconds = found.seconds > 0 ? found.seconds : null;
  return { bytes, extension: 'm4a', type: 'audio/mp4', seconds };
}
