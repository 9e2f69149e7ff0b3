import { DOMParser } from 'linkedom';
import type { MediaBox } from './media.ts';
import { joinPieces, type Piece } from './html-pieces.ts';
import { escapeMarkdown } from './rich-text.ts';

/** What of an HTML text could not be kept: which kind of thing, and what it was. */
export type Left = (
  what: 'table' | 'style' | 'element' | 'link' | 'image' | 'nesting',
  detail: string,
) => void;

const LINES = new Set(
  'div section article header footer tbody thead tr dt dd figcaption center'.split(' '),
);
const BLOCKS = new Set('p blockquote pre table dl figure hr'.split(' '));
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const ACTIVE = new Set(
  'script style iframe object embed applet video audio source svg math form input button select textarea canvas link meta template noscript title head'.split(
    ' ',
  ),
);
const SILENT = new Set(['title', 'head', 'meta', 'link', 'style', 'source']);
const STYLES = new Set('u s strike del ins sub sup mark font small big tt'.split(' '));
const MARKS: Record<string, string> = { b: '**', strong: '**', i: '*', em: '*', cite: '*' };
const DEPTH = 60;

/** How an HTML text is read: with which images, what to say of the rest, and whether its line breaks are breaks. */
export interface HtmlOptions {
  media: MediaBox;
  left: Left;
  /** In Moodle's own text format a new line is one. */
  keepLines?: boolean;
  /** The text is Markdown that holds tags: what is no tag is left as it stands. */
  isMarkdown?: boolean;
}

const parser = new DOMParser();

/** Turns HTML into a plain text, or into inline Markdown where something of it is more than plain. */
export function htmlToText(
  html: string,
  options: HtmlOptions,
): { text: string; markdown: boolean } {
  const { body } = parser.parseFromString(
    `<html><body>${html}</body></html>`,
    'text/html',
  ) as unknown as { body: DomNode };
  const walk = walker(options);
  walk.children(body, 0);
  return joinPieces(walk.pieces, options.isMarkdown === true);
}

interface DomNode {
  nodeType: number;
  textContent: string | null;
  localName?: string;
  childNodes: Iterable<DomNode>;
  previousElementSibling?: DomNode | null;
  getAttribute?: (name: string) => string | null;
}

function walker({ media, left, keepLines = false }: HtmlOptions) {
  const pieces: Piece[] = [];
  const lists: { ordered: boolean; count: number }[] = [];
  const edge = (lines: 1 | 2): void => {
    pieces.push({ edge: lines });
  };

  function children(node: DomNode, depth: number): void {
    for (const child of node.childNodes) visit(child, depth + 1);
  }
  function around(mark: string, node: DomNode, depth: number): void {
    pieces.push({ open: mark });
    children(node, depth);
    pieces.push({ close: mark });
  }
  function image(node: DomNode): void {
    const source = node.getAttribute?.('src')?.trim() ?? '';
    const alt = (node.getAttribute?.('alt') ?? '').replace(/\s+/g, ' ').trim();
    const file = /^@@PLUGINFILE@@\/(.+?)(?:\?.*)?$/.exec(source)?.[1];
    const name =
      file === undefined
        ? source.startsWith('data:')
          ? media.inline(source)
          : null
        : media.named(file);
    if (name !== null) pieces.push({ atom: `![${escapeMarkdown(alt)}](${name})` });
    else {
      left('image', source.slice(0, 80));
      if (alt !== '') pieces.push({ text: `[${alt}]` });
    }
  }
  function link(node: DomNode, depth: number): void {
    const address = node.getAttribute?.('href')?.trim() ?? '';
    if (!/^(?:https?:\/\/|mailto:)[^\s()<>]+$/i.test(address)) {
      if (address !== '') left('link', address.slice(0, 80));
      children(node, depth);
      return;
    }
    pieces.push({ open: '[' });
    children(node, depth);
    pieces.push({ close: `](${address})` });
  }
  function listItem(node: DomNode, depth: number): void {
    const list = lists.at(-1);
    if (list !== undefined) list.count++;
    edge(1);
    pieces.push({ text: list?.ordered === true ? `${String(list.count)}. ` : '• ' });
    children(node, depth);
    edge(1);
  }
  function text(value: string): void {
    const lines = keepLines ? value.split('\n') : [value];
    lines.forEach((line, at) => {
      if (at > 0) pieces.push({ newLine: true });
      pieces.push({ text: line });
    });
  }
  function element(name: string, node: DomNode, depth: number): void {
    const mark = MARKS[name];
    if (mark !== undefined) around(mark, node, depth);
    else if (name === 'br') pieces.push({ newLine: true });
    else if (name === 'img') image(node);
    else if (name === 'a') link(node, depth);
    else if (name === 'code' || name === 'kbd')
      pieces.push({ atom: codeSpan(node.textContent ?? '') });
    else if (name === 'ul' || name === 'ol') {
      edge(lists.length === 0 ? 2 : 1);
      lists.push({ ordered: name === 'ol', count: 0 });
      children(node, depth);
      lists.pop();
      edge(lists.length === 0 ? 2 : 1);
    } else if (name === 'li') listItem(node, depth);
    else if (name === 'td' || name === 'th') {
      pieces.push({ text: node.previousElementSibling == null ? ' ' : ' · ' });
      children(node, depth);
    } else if (HEADINGS.has(name)) {
      edge(2);
      around('**', node, depth);
      edge(2);
    } else if (BLOCKS.has(name) || LINES.has(name)) {
      if (name === 'table') left('table', '');
      edge(BLOCKS.has(name) ? 2 : 1);
      children(node, depth);
      edge(BLOCKS.has(name) ? 2 : 1);
    } else if (ACTIVE.has(name)) {
      if (!SILENT.has(name)) left('element', name);
    } else {
      if (STYLES.has(name)) left('style', name);
      children(node, depth);
    }
  }
  function visit(node: DomNode, depth: number): void {
    if (depth > DEPTH) {
      left('nesting', '');
      pieces.push({ text: node.textContent ?? '' });
    } else if (node.nodeType === 3) text(node.textContent ?? '');
    else if (node.nodeType === 1) element(node.localName?.toLowerCase() ?? '', node, depth);
  }
  return { pieces, children };
}

function codeSpan(text: string): string {
  const fence = '`'.repeat(
    1 + Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const pad = /^[` ]|[` ]$/.test(text) ? ' ' : '';
  return text.trim() === '' ? '' : `${fence}${pad}${text.replace(/\s+/g, ' ')}${pad}${fence}`;
}
