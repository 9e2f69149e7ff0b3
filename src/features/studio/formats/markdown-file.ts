import { fromWindows1252 } from '../../../lib/windows-1252.ts';
import type { Conversion } from './conversion.ts';
import type { Block } from './html-blocks.ts';
import { oneLine } from './markdown-text.ts';
import { FileRefused, lostList, problem } from './problem.ts';
import { splitLessons } from './split-lessons.ts';

/** UTF-8, or what Windows wrote before it knew better. */
export function decodeText(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return fromWindows1252(bytes);
  }
}

const FENCE = /^\s{0,3}(`{3,}|~{3,})/;
const BLOCK = /^:{3,}/;

/** Headings of Markdown, and the text between them as it stands; what lies in a fence or a block divides nothing. */
function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let run: string[] = [];
  const flush = (): void => {
    const written = run.join('\n').trim();
    if (written !== '') blocks.push({ kind: 'text', level: 0, text: written });
    run = [];
  };
  let fence: string | null = null;
  const open: string[] = [];
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1] ?? null;
    const block = BLOCK.exec(line)?.[0];
    if (fence !== null) {
      if (mark !== null && mark.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark !== null) fence = mark;
    else if (block !== undefined) {
      if (line.trim() === block && open.at(-1) === block) open.pop();
      else open.push(block);
    } else if (open.length === 0) {
      const heading = /^ {0,3}(#{1,6})\s+(.*?)(?:\s+#+)?\s*$/.exec(line);
      const under = /^ {0,3}(=+|-+)\s*$/.exec(line)?.[1];
      const above = run.at(-1)?.trim() ?? '';
      const isUnder = under !== undefined && above !== '' && (run.at(-2)?.trim() ?? '') === '';
      if (isUnder) run.pop();
      if (heading !== null || isUnder) {
        flush();
        const level = heading?.[1]?.length ?? (under?.startsWith('=') === true ? 1 : 2);
        blocks.push({ kind: 'heading', level, text: heading?.[2] ?? above });
        continue;
      }
    }
    run.push(line);
  }
  flush();
  return blocks;
}

/** What stands between dashes at the top is said by our own lessons; of it only the title is of use. */
function cutFront(text: string): { title: string | null; body: string } {
  const [whole, front = ''] = /^---\n([\s\S]*?)\n---(?:\n|$)/.exec(text) ?? [''];
  const title = oneLine(/^title:\s*["']?(.*?)["']?\s*$/m.exec(front)?.[1] ?? '').slice(0, 120);
  return { title: title === '' ? null : title, body: text.slice(whole.length) };
}

/** Reads Markdown into lessons, at its first headings. The studio's own checks say what of it a lesson does not take. */
export function readMarkdown(bytes: Buffer, { untitled }: { untitled: string }): Conversion {
  const lost = lostList();
  const text = decodeText(bytes)
    .replace(/^\ufeff/, '')
    .normalize('NFC')
    .replace(/\r\n?/g, '\n');
  const { title: named, body } = cutFront(text);
  const { title, lessons } = splitLessons(blocksOf(body), named ?? untitled);
  if (lessons.length === 0) throw new FileRefused(problem('file.noText'));
  return { title: named ?? title, lessons, pictures: [], lost: lost.all() };
}
