import { oneLine } from './markdown-text.ts';
import { FileRefused, problem } from './problem.ts';

interface Cue {
  from: number;
  to: number;
  text: string;
}

const TIMES =
  /^((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})[ \t]+-->[ \t]+((?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3})(?:[ \t]+.*)?$/;

const seconds = (time: string): number =>
  time.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);

/** Reads WebVTT. Throws `FileRefused` with the line that is wrong. */
export function readCaptions(text: string): Cue[] {
  const [head = '', ...blocks] = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split(/\n\n+/);
  if (!/^WEBVTT(?:[ \t\n]|$)/.test(head)) throw new FileRefused(problem('file.captions.head'));
  const cues: Cue[] = [];
  for (const block of blocks) {
    if (block.trim() === '' || /^(?:NOTE|STYLE|REGION)(?:\s|$)/.test(block)) continue;
    const lines = block.split('\n');
    const at = lines.findIndex((line) => line.includes('-->'));
    const [, from = '', to = ''] = TIMES.exec(lines[at] ?? '') ?? [];
    if (from === '' || at > 1)
      throw new FileRefused(
        problem('file.captions.time', { line: oneLine(lines[Math.max(0, at)] ?? '').slice(0, 60) }),
      );
    const cue = {
      from: seconds(from),
      to: seconds(to),
      text: oneLine(
        lines
          .slice(at + 1)
          .join(' ')
          .replace(/<[^>]*>/g, ''),
      ),
    };
    if (cue.to <= cue.from || cue.from < (cues.at(-1)?.from ?? 0))
      throw new FileRefused(problem('file.captions.order', { line: lines[at] ?? '' }));
    if (cue.text !== '') cues.push(cue);
  }
  if (cues.length === 0) throw new FileRefused(problem('file.captions.empty'));
  return cues;
}

const PAUSE = 2;

/** What is said, as a first draft of the transcript: a paragraph for each longer pause. */
export function transcriptOf(cues: readonly Cue[]): string {
  let text = '';
  let last: Cue | undefined;
  for (const cue of cues) {
    if (cue.text === last?.text) continue;
    const isNew = last !== undefined && cue.from - last.to > PAUSE && /[.!?…]$/.test(last.text);
    text += text === '' ? cue.text : `${isNew ? '\n\n' : ' '}${cue.text}`;
    last = cue;
  }
  return text;
}
