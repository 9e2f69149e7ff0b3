import type { Block } from './html-blocks.ts';
import {
  attribute,
  inline,
  tagOf,
  type Holder,
  type HtmlNode,
  type Writing,
} from './html-inline.ts';
import { oneLine } from './markdown-text.ts';

const REFERENCE = /\\\[(\d+)\\\]/g;

const isNote = (node: HtmlNode): boolean => /^(?:foot|end)note-\d+$/.test(attribute(node, 'id'));

/** The list at the end in which the notes of all pages are gathered. */
export const isNotes = (node: HtmlNode): boolean =>
  tagOf(node) === 'ol' && [...node.childNodes].some(isNote);

/** A note is one paragraph, whatever it was. */
const flat = (item: HtmlNode): Holder => ({
  childNodes: [...item.childNodes].flatMap((child) =>
    tagOf(child) === 'p' ? [...child.childNodes] : [child],
  ),
});

/** The notes of a document, in the order of their numbers. */
export const notesOf = (nodes: readonly HtmlNode[], writing: Writing): string[] =>
  nodes
    .filter(isNotes)
    .flatMap((node) => [...node.childNodes].filter(isNote))
    .map((item) => oneLine(inline(flat(item), writing)));

/** Puts each note behind the stretch of text that refers to it: there is no foot of a page any more. */
export function placeNotes(blocks: readonly Block[], notes: readonly string[]): Block[] {
  if (notes.length === 0) return [...blocks];
  const placed: Block[] = [];
  const waiting = new Set<number>();
  const flush = (): void => {
    for (const number of waiting) {
      const text = `\\[${String(number)}\\] ${notes[number - 1] ?? ''}`;
      placed.push({ kind: 'text', level: 0, text });
    }
    waiting.clear();
  };
  for (const block of blocks) {
    if (block.kind === 'heading') flush();
    placed.push(block);
    for (const [, number] of block.text.matchAll(REFERENCE))
      if (notes[Number(number) - 1] !== undefined) waiting.add(Number(number));
  }
  flush();
  return placed;
}
