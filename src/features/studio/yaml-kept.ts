import { isNode, isSeq } from 'yaml';

/** A list of YAML as lines: what stands before it, each of its entries, and what stands after it. */
export interface ListLines {
  head: string;
  /** Spaces before the dashes. */
  indent: number;
  entries: { text: string; value: unknown }[];
  tail: string;
}

const DASH = /^( *)- +$/;
const ASIDE = /^ *(?:#.*)?$/;

/** A list whose entries stand on lines of their own, each behind a dash; null for every other. */
export function linesOfList(text: string, list: unknown): ListLines | null {
  if (!isSeq(list) || list.flow === true || list.items.length === 0) return null;
  const starts: number[] = [];
  let indent = -1;
  for (const item of list.items) {
    const from = isNode(item) ? item.range?.[0] : undefined;
    if (from === undefined) return null;
    const line = text.lastIndexOf('\n', from - 1) + 1;
    const dash = DASH.exec(text.slice(line, from))?.[1]?.length;
    if (dash === undefined || (indent >= 0 && dash !== indent)) return null;
    indent = dash;
    const before = starts.at(-1);
    starts.push(before === undefined ? line : withRemarks(text, line, before));
  }
  const [first = 0] = starts;
  const end = endOfContent(text, starts.at(-1) ?? 0);
  const values: unknown[] = list.toJSON();
  return {
    head: text.slice(0, first),
    indent,
    entries: starts.map((from, at) => ({
      text: text.slice(from, starts[at + 1] ?? end),
      value: values[at],
    })),
    tail: text.slice(end),
  };
}

/** Where an entry begins: remarks on the lines right above it are its own. */
function withRemarks(text: string, line: number, notBefore: number): number {
  let from = line;
  while (from > notBefore) {
    const above = text.lastIndexOf('\n', from - 2) + 1;
    if (above < notBefore || !/^ *#/.test(text.slice(above, from))) return from;
    from = above;
  }
  return from;
}

/** Where the last entry ends: blank lines and remarks after it stay at the end of the list. */
function endOfContent(text: string, from: number): number {
  let end = text.length;
  while (end > from) {
    const line = text.lastIndexOf('\n', end - 2) + 1;
    if (line <= from || !ASIDE.test(text.slice(line, end).replace(/\r?\n$/, ''))) return end;
    end = line;
  }
  return end;
}

/** The list as it is now, with the entries that say the same as they were written before; null where that cannot be. */
export function listKept(before: ListLines | null, now: ListLines | null): string | null {
  if (before === null || now === null) return null;
  const old = new Map(before.entries.map(({ text, value }) => [JSON.stringify(value), text]));
  const entries = now.entries.map(({ text, value }) => {
    const was = old.get(JSON.stringify(value));
    return ended(was ?? shifted(text, before.indent - now.indent));
  });
  return before.head + entries.join('') + before.tail;
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

const shifted = (text: string, by: number): string =>
  by === 0
    ? text
    : text
        .split('\n')
        .map((line) => (by > 0 ? (line === '' ? '' : ' '.repeat(by) + line) : line.slice(-by)))
        .join('\n');
