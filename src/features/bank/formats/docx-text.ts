import { DOMParser } from 'linkedom';
import { letter } from './names.ts';
import type { Sheet } from './sheet.ts';

/** The part of the DOM that is read here. */
interface DomNode {
  nodeType: number;
  textContent: string | null;
  localName?: string;
  childNodes: Iterable<DomNode>;
  getAttribute?: (name: string) => string | null;
}

/** What a document says, as lines that people would type, and its tables. */
export interface DocumentText {
  text: string;
  tables: Sheet[];
}

const parser = new DOMParser();
const TEXT = 3;
const BOLD = new Set(['strong', 'b']);
const BLOCKS = new Set('p h1 h2 h3 h4 h5 h6 div blockquote'.split(' '));
const LISTS = new Set(['ol', 'ul']);
/** What asks: a question, or a sentence that is to be completed. */
const ASKS = /¿|[?:…]\W*$|\.\.\.\W*$|_{3}/;

const tagOf = (node: DomNode): string => node.localName?.toLowerCase() ?? '';
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** The words of a paragraph: bold between two asterisks, images as Markdown names them, lists inside it left out. */
function wordsOf(node: DomNode, nameOf: (source: string) => string | null): string {
  let words = '';
  for (const child of node.childNodes) {
    const tag = tagOf(child);
    if (child.nodeType === TEXT) words += child.textContent ?? '';
    else if (tag === 'br') words += '\n';
    else if (tag === 'img') {
      const name = nameOf(child.getAttribute?.('src') ?? '');
      const alt = oneLine(child.getAttribute?.('alt') ?? '').replace(/[[\]\\*]/g, '');
      words += name === null ? ` ${alt} ` : ` ![${alt}](${name}) `;
    } else if (!LISTS.has(tag)) {
      const inside = wordsOf(child, nameOf);
      const [, before = '', core = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(inside) ?? [];
      words += BOLD.has(tag) && core !== '' ? `${before}**${core}**${after}` : inside;
    }
  }
  return words.replaceAll('****', '');
}

const linesOf = (words: string): string[] =>
  words
    .split('\n')
    .map((line) => oneLine(line))
    .filter((line) => line !== '');

/** The lists that stand inside a point of a list. */
const listsIn = (point: DomNode): DomNode[] =>
  [...point.childNodes].filter((child) => LISTS.has(tagOf(child)));
const pointsOf = (list: DomNode): DomNode[] =>
  [...list.childNodes].filter((child) => tagOf(child) === 'li');

/** Cells of a table, row by row. */
function rowsOf(table: DomNode, nameOf: (source: string) => string | null): string[][] {
  const rows: string[][] = [];
  const visit = (node: DomNode): void => {
    for (const child of node.childNodes) {
      const tag = tagOf(child);
      if (tag === 'tr')
        rows.push(
          [...child.childNodes]
            .filter((cell) => ['td', 'th'].includes(tagOf(cell)))
            .map((cell) =>
              [...cell.childNodes]
                .flatMap((inside) => linesOf(wordsOf({ ...shell, childNodes: [inside] }, nameOf)))
                .join('\n'),
            ),
        );
      else if (tag !== '') visit(child);
    }
  };
  visit(table);
  return rows;
}

const shell = { nodeType: 1, textContent: null };

/**
 * Reads a document as its author would have typed it: numbers that Word only draws are written, options of a list get their
 * letters, each paragraph stands apart. `nameOf` says what an image is called; null where it did not stay.
 */
export function documentText(
  html: string,
  nameOf: (source: string) => string | null,
): DocumentText {
  const { body } = parser.parseFromString(
    `<html><body>${html}</body></html>`,
    'text/html',
  ) as unknown as { body: DomNode };
  const lines: string[] = [];
  const tables: Sheet[] = [];
  let number = 0;
  /** Whether the last paragraph asks and nobody has offered options for it. */
  let isOpen = false;

  const paragraph = (words: string): void => {
    const [first, ...others] = linesOf(words);
    if (first === undefined) return;
    if (!/^!\[[^\]]*\]\([^)]*\)$/.test(first)) lines.push('');
    lines.push(first, ...others);
    isOpen = others.length === 0 || ASKS.test(first) ? true : isOpen;
  };
  const ask = (words: string): void => {
    number += 1;
    const [first = '', ...others] = linesOf(words);
    lines.push('', `${String(number)}. ${first}`, ...others);
    isOpen = true;
  };
  const offer = (points: readonly DomNode[]): void => {
    points.forEach((point, at) => {
      const [first = '', ...others] = linesOf(wordsOf(point, nameOf));
      lines.push(`${letter(at)}) ${first}`, ...others);
    });
    isOpen = false;
  };

  /** Points that ask are questions; those after one that does, or after a paragraph that does, are its options. */
  const list = (node: DomNode): void => {
    const points = pointsOf(node);
    const asks = points.map(
      (point) => listsIn(point).length > 0 || ASKS.test(oneLine(wordsOf(point, nameOf))),
    );
    const isMixed = asks.includes(true);
    if (!isMixed && isOpen && points.length > 1) {
      offer(points);
      return;
    }
    let options: DomNode[] = [];
    points.forEach((point, at) => {
      if (isMixed && asks[at] !== true && isOpen) {
        options.push(point);
        return;
      }
      if (options.length > 0) offer(options);
      options = [];
      ask(wordsOf(point, nameOf));
      for (const inside of listsIn(point)) offer(pointsOf(inside));
    });
    if (options.length > 0) offer(options);
  };

  const visit = (node: DomNode): void => {
    for (const child of node.childNodes) {
      const tag = tagOf(child);
      if (LISTS.has(tag)) list(child);
      else if (tag === 'table') {
        const rows = rowsOf(child, nameOf);
        const isFrame = rows.length < 2 || rows.every((row) => row.length < 2);
        if (isFrame) rows.flat().forEach(paragraph);
        else tables.push({ name: `Tabla ${String(tables.length + 1)}`, rows });
      } else if (BLOCKS.has(tag)) paragraph(wordsOf(child, nameOf));
      else if (child.nodeType === TEXT) paragraph(child.textContent ?? '');
      else visit(child);
    }
  };
  visit(body);
  return { text: lines.join('\n'), tables };
}
