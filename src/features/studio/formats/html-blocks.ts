import {
  attribute,
  HARD_BREAK,
  inline,
  isText,
  lineOf,
  tagOf,
  type Holder,
  type HtmlNode,
  type Writing,
} from './html-inline.ts';
import { escapeStart, table } from './markdown-text.ts';

/** A block of a lesson. */
export interface Block {
  kind: 'text' | 'heading' | 'picture' | 'list' | 'table' | 'box';
  /** Of a heading, as the document counts; otherwise 0. */
  level: number;
  text: string;
}

const HEADING = /^h([1-6])$/;
const HOLDS_BLOCKS = new Set(['p', 'ul', 'ol', 'li', 'table', 'tbody', 'tr', 'div']);
const WIDEST = 40;

const paragraph = (text: string): string =>
  text
    .split(HARD_BREAK)
    .map((line) => escapeStart(line.replace(/ {2,}/g, ' ').trim()))
    .join(HARD_BREAK)
    .replace(/^(?:\\\n)+|(?:\\\n)+$/g, '')
    .trim();

/** The blocks of a piece of HTML, in order. */
export function blocksOf(root: Holder, writing: Writing): Block[] {
  const blocks: Block[] = [];
  let loose: HtmlNode[] = [];
  const put = (kind: Block['kind'], text: string, level = 0): void => {
    if (text.trim() !== '') blocks.push({ kind, level, text });
    for (const one of writing.pictures.splice(0))
      blocks.push({ kind: 'picture', level: 0, text: one });
  };
  const flush = (): void => {
    if (loose.length > 0) put('text', paragraph(inline({ childNodes: loose }, writing)));
    loose = [];
  };
  for (const node of root.childNodes) {
    const tag = tagOf(node);
    const level = Number(HEADING.exec(tag)?.[1] ?? 0);
    const isBlock = level > 0 || tag === 'blockquote' || HOLDS_BLOCKS.has(tag);
    if (!isBlock) {
      loose.push(node);
      continue;
    }
    flush();
    if (level > 0) put('heading', lineOf(node, writing), level);
    else if (tag === 'p') putParagraph(node, blocks, put, writing);
    else if (tag === 'ul' || tag === 'ol') put('list', list(node, writing));
    else if (tag === 'table') putTable(node, put, writing);
    else if (tag === 'blockquote') put('text', quoted(blocksOf(node, writing)));
    else blocks.push(...blocksOf(node, writing));
  }
  flush();
  return blocks;
}

type Put = (kind: Block['kind'], text: string) => void;

/** A paragraph; the caption of a picture goes into it. */
function putParagraph(node: HtmlNode, blocks: Block[], put: Put, writing: Writing): void {
  const last = blocks.at(-1);
  if (attribute(node, 'class') === 'caption' && last?.kind === 'picture') {
    const said = (node.textContent ?? '').replace(/\s+/g, ' ').trim().replace(/["\\]/g, '\\$&');
    if (said !== '') last.text = last.text.replace(/(?: "(?:[^"\\]|\\.)*")?\)$/, ` "${said}")`);
    return;
  }
  put('text', paragraph(inline(node, writing)));
}

const quoted = (inside: readonly Block[]): string =>
  inside
    .map(({ text }) => text)
    .join('\n\n')
    .replace(/^/gm, '> ');

function list(node: HtmlNode, writing: Writing): string {
  const items: string[] = [];
  for (const item of node.childNodes) {
    if (tagOf(item) !== 'li') continue;
    const mark = tagOf(node) === 'ol' ? `${String(items.length + 1)}. ` : '- ';
    const inside = blocksOf(item, writing);
    // A picture may stand alone only: it comes after the list.
    writing.pictures.push(...inside.filter(isPicture).map(({ text }) => text));
    const body = inside
      .filter((block) => !isPicture(block))
      .map(({ kind, text }, at) => (at === 0 ? '' : kind === 'list' ? '\n' : '\n\n') + text)
      .join('');
    if (body.trim() !== '')
      items.push(mark + body.replace(/\n(?=[^\n])/g, `\n${' '.repeat(mark.length)}`));
  }
  return items.join('\n');
}

const isPicture = ({ kind }: Block): boolean => kind === 'picture';

const rowsOf = (node: HtmlNode): HtmlNode[] =>
  [...node.childNodes].flatMap((child) => {
    const tag = tagOf(child);
    if (tag === 'tr') return [child];
    return ['thead', 'tbody', 'tfoot'].includes(tag) ? rowsOf(child) : [];
  });

/** A table; one of a single cell is what people draw around a text to frame it. */
function putTable(node: HtmlNode, put: Put, writing: Writing): void {
  const rows = rowsOf(node).map((row) =>
    [...row.childNodes].filter((cell) => ['td', 'th'].includes(tagOf(cell))),
  );
  const [first = []] = rows;
  const [only] = first;
  if (rows.length === 1 && first.length === 1 && only !== undefined) {
    const inside = blocksOf(only, writing);
    writing.pictures.push(...inside.filter(isPicture).map(({ text }) => text));
    const texts = inside.filter((block) => !isPicture(block)).map(({ text }) => text);
    put('box', texts.length === 0 ? '' : `::: nota\n${texts.join('\n\n')}\n:::`);
    return;
  }
  const cells = rows
    .map((row) => row.flatMap((cell) => cellsOf(cell, writing)))
    .filter((row) => row.some((cell) => cell !== ''));
  put('table', cells.length === 0 ? '' : table(cells));
}

/** What a cell says, in one line, and the empty ones that it covers. */
function cellsOf(cell: HtmlNode, writing: Writing): string[] {
  const across = Math.min(WIDEST, Math.max(1, Number(attribute(cell, 'colspan') || 1)));
  if (across > 1 || Number(attribute(cell, 'rowspan') || 1) > 1)
    writing.lost.count('file.lost.merged');
  const parts: string[] = [];
  const walk = (node: HtmlNode): void => {
    const inner = [...node.childNodes];
    if (inner.some((child) => HOLDS_BLOCKS.has(tagOf(child)))) inner.forEach(walk);
    else parts.push(lineOf(isText(node) ? { childNodes: [node] } : node, writing));
  };
  walk(cell);
  const empty = Array.from({ length: across - 1 }, () => '');
  return [parts.filter((part) => part !== '').join(' · '), ...empty];
}
