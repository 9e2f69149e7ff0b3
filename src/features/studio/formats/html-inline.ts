import { escapeText, linkAddress, oneLine, picture, wrap } from './markdown-text.ts';
import type { LostList } from './problem.ts';

/** The part of the DOM that is read here. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly tagName?: string;
  readonly textContent: string | null;
  readonly childNodes: Iterable<HtmlNode>;
  getAttribute?(name: string): string | null;
}
/** Something with content; its own name does not matter. */
export type Holder = Pick<HtmlNode, 'childNodes'>;

/** What comes up while a text is written. */
export interface Writing {
  lost: LostList;
  /** Pictures of the block that is being written: they stand beside it, each in a paragraph of its own. */
  pictures: string[];
}

const TEXT = 3;
export const HARD_BREAK = '\\\n';
const MARKS: Record<string, string> = {
  strong: '**',
  b: '**',
  em: '*',
  i: '*',
  s: '~~',
  del: '~~',
};
/** What Word adds where it guesses what is in a picture. */
const GUESS =
  /\s*(?:Descripción generada automáticamente|Description automatically generated)[^.]*\.?\s*/gi;

export const isText = (node: HtmlNode): boolean => node.nodeType === TEXT;
export const tagOf = (node: HtmlNode): string => node.tagName?.toLowerCase() ?? '';
export const attribute = (node: HtmlNode, name: string): string => node.getAttribute?.(name) ?? '';

/** Bold, italics and links of one paragraph as Markdown. */
export function inline(holder: Holder, writing: Writing): string {
  let text = '';
  // A parser may cut a text at each `&lt;`: only the whole shows what would be taken for a tag.
  let plain = '';
  const flush = (): void => {
    text += escapeText(plain.replace(/\s+/g, ' '));
    plain = '';
  };
  for (const child of holder.childNodes) {
    if (isText(child)) {
      plain += child.textContent ?? '';
      continue;
    }
    flush();
    const tag = tagOf(child);
    const mark = MARKS[tag];
    if (mark !== undefined) text += wrap(mark, inline(child, writing));
    else if (tag === 'br') text += HARD_BREAK;
    else if (tag === 'img') writing.pictures.push(pictureOf(child));
    else if (tag === 'a') text += link(child, writing);
    else text += inline(child, writing);
  }
  flush();
  return text;
}

const pictureOf = (image: HtmlNode): string =>
  picture(attribute(image, 'src'), attribute(image, 'alt').replace(GUESS, ''));

function link(anchor: HtmlNode, writing: Writing): string {
  const inner = inline(anchor, writing);
  const href = attribute(anchor, 'href');
  // The way back from a note to its place leads nowhere once the notes stand elsewhere.
  if (/^#(?:foot|end)note-ref-/.test(href)) return '';
  if (href === '' || href.startsWith('#')) return inner;
  const address = linkAddress(href);
  if (address === null) writing.lost.count('file.lost.link');
  return address === null || inner.trim() === '' ? inner : `[${inner.trim()}](${address})`;
}

/** The same in one line: breaks are spaces. */
export const lineOf = (holder: Holder, writing: Writing): string =>
  oneLine(inline(holder, writing).replaceAll(HARD_BREAK, ' '));
