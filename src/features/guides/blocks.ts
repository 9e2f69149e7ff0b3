import type { Token } from 'markdown-it';
import { BLOCK_CLOSE, BLOCK_OPEN, blockOf, parseMarkdown } from '../content/lesson-blocks.ts';

/** A stretch of words of one weight. */
export interface Piece {
  text: string;
  bold: boolean;
}

/** A guide as paper has it: what can be set in lines, and nothing that has to be tapped. */
export type PaperBlock =
  | { kind: 'heading'; level: number; text: Piece[] }
  | { kind: 'paragraph'; text: Piece[] }
  | { kind: 'list'; first: number | null; items: PaperBlock[][] }
  | { kind: 'table'; head: Piece[][]; rows: Piece[][][] }
  | { kind: 'callout'; name: string; title: string; blocks: PaperBlock[] };

/** Reads the text of a guide, which was checked when it was published. What paper does not have is left out. */
export function paperBlocks(text: string): PaperBlock[] {
  const tokens = parseMarkdown(text);
  return blocksOf(tokens, 0, tokens.length);
}

const LINK = /^https?:\/\//;

/** The words of a line. An address stands behind what it was linked from, since paper leads nowhere. */
function pieces(children: readonly Token[]): Piece[] {
  const found: Piece[] = [];
  let bold = 0;
  const links: string[] = [];
  const add = (text: string): void => {
    found.push({ text, bold: bold > 0 });
  };
  for (const token of children) {
    switch (token.type) {
      case 'strong_open':
        bold += 1;
        break;
      case 'strong_close':
        bold -= 1;
        break;
      case 'link_open':
        links.push(String(token.attrGet('href') ?? ''));
        break;
      case 'link_close': {
        const address = links.pop() ?? '';
        if (LINK.test(address) && found.at(-1)?.text !== address) add(` (${address})`);
        break;
      }
      case 'softbreak':
      case 'hardbreak':
        add(' ');
        break;
      default:
        add(token.content);
    }
  }
  return found.filter((piece) => piece.text !== '');
}

/** Where the token that closes one lies. */
function closing(tokens: readonly Token[], open: number): number {
  const { level, type } = tokens[open] ?? {};
  const wanted = type === BLOCK_OPEN ? BLOCK_CLOSE : (type ?? '').replace(/_open$/, '_close');
  const at = tokens.findIndex(
    (token, index) => index > open && token.type === wanted && token.level === level,
  );
  return at < 0 ? tokens.length : at;
}

function blocksOf(tokens: readonly Token[], from: number, to: number): PaperBlock[] {
  const blocks: PaperBlock[] = [];
  for (let index = from; index < to; index += 1) {
    const token = tokens[index];
    if (token === undefined || !(token.type.endsWith('_open') && token.nesting === 1)) continue;
    const end = closing(tokens, index);
    const block = blockAt(tokens, index, end);
    if (block === null) continue;
    blocks.push(block);
    index = end;
  }
  return blocks;
}

function blockAt(tokens: readonly Token[], index: number, end: number): PaperBlock | null {
  const token = tokens[index];
  const inline = tokens[index + 1]?.children ?? [];
  switch (token?.type) {
    case 'heading_open':
      return { kind: 'heading', level: Number(token.tag.slice(1)), text: pieces(inline) };
    case 'paragraph_open':
      return { kind: 'paragraph', text: pieces(inline) };
    case 'bullet_list_open':
    case 'ordered_list_open': {
      const isOrdered = token.type === 'ordered_list_open';
      const first = isOrdered ? Number(token.attrGet('start') ?? 1) : null;
      const items: PaperBlock[][] = [];
      for (let at = index + 1; at < end; at += 1) {
        if (tokens[at]?.type !== 'list_item_open') continue;
        const last = closing(tokens, at);
        items.push(blocksOf(tokens, at + 1, last));
        at = last;
      }
      return { kind: 'list', first, items };
    }
    case 'table_open':
      return tableOf(tokens.slice(index, end));
    case BLOCK_OPEN: {
      const { name, rest } = blockOf(token);
      return {
        kind: 'callout',
        name: name ?? 'nota',
        title: rest,
        blocks: blocksOf(tokens, index + 1, end),
      };
    }
    default:
      return null;
  }
}

function tableOf(tokens: readonly Token[]): PaperBlock {
  const rows: Piece[][][] = [];
  tokens.forEach((token, index) => {
    if (token.type === 'tr_open') rows.push([]);
    if (token.type === 'th_open' || token.type === 'td_open')
      rows.at(-1)?.push(pieces(tokens[index + 1]?.children ?? []));
  });
  return { kind: 'table', head: rows[0] ?? [], rows: rows.slice(1) };
}
