import { isMap, isSeq, parseDocument, stringify } from 'yaml';
import { editedYaml } from './yaml-edit.ts';

/** An entry of a list at the top of a YAML file: its lines as they were written, and what they say. */
export interface ListEntry {
  text: string;
  value: unknown;
}

/** A file that is one list, cut at its dashes, so that an entry can be changed, moved or taken away and the others stay as they are. */
export interface YamlList {
  head: string;
  /** Spaces before each dash. */
  indent: number;
  entries: ListEntry[];
}

const COMMENT = /^\s*#/;

/** Cuts a file into its entries; null when it is no list. A file that is not there is an empty one. */
export function listIn(text: string | null): YamlList | null {
  if (text === null || text.trim() === '') return { head: text ?? '', indent: 0, entries: [] };
  const document = parseDocument(text, { schema: 'core' });
  if (document.errors.length > 0) return null;
  const { contents } = document;
  if (contents === null) return { head: text, indent: 0, entries: [] };
  if (!isSeq(contents)) return null;
  let values: unknown[];
  try {
    values = document.toJS({ maxAliasCount: 20 }) as unknown[];
  } catch {
    return null;
  }
  const from = contents.range[0];
  const indent = from - (text.lastIndexOf('\n', from - 1) + 1);
  const cut = contents.flow === true ? null : cutAt(text, indent);
  if (cut?.pieces.length === values.length) {
    const entries = cut.pieces.map((piece, at) => ({ text: piece, value: values[at] }));
    return { head: cut.head, indent, entries };
  }
  const head = text.slice(0, text.lastIndexOf('\n', from - 1) + 1);
  return { head, indent: 0, entries: values.map((value) => entryFor(value, 0)) };
}

/** The lines of each entry, with the comments right above its dash. */
function cutAt(text: string, indent: number): { head: string; pieces: string[] } {
  const opens = new RegExp(`^ {${String(indent)}}-(?:\\s|$)`);
  const lines = text.split(/(?<=\n)/);
  const starts: number[] = [];
  lines.forEach((line, at) => {
    if (!opens.test(line)) return;
    let start = at;
    const least = (starts.at(-1) ?? at - 1) + 1;
    while (start > least && COMMENT.test(lines[start - 1] ?? '')) start -= 1;
    starts.push(start);
  });
  return {
    head: lines.slice(0, starts[0] ?? lines.length).join(''),
    pieces: starts.map((start, at) => lines.slice(start, starts[at + 1]).join('')),
  };
}

const indented = (text: string, by: number): string => text.replace(/^(?=[^\n])/gm, ' '.repeat(by));

/** A new entry, written as a library writes. */
export const entryFor = (value: unknown, indent: number): ListEntry => ({
  text: indented(stringify([value], { lineWidth: 0 }), indent),
  value,
});

/** The file again. */
export function writtenList({ head, entries }: YamlList): string {
  const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);
  if (entries.length === 0) return `${ended(head)}[]\n`;
  return ended(head) + entries.map(({ text }) => ended(text)).join('');
}

/** An entry with some of its fields changed; `undefined` takes one away. The other fields stay as their author wrote them. */
export function changedEntry(
  entry: ListEntry,
  indent: number,
  fields: ReadonlyMap<string, unknown>,
): ListEntry {
  const value = { ...(entry.value as Record<string, unknown>) };
  for (const [name, now] of fields) {
    if (now === undefined) Reflect.deleteProperty(value, name);
    else value[name] = now;
  }
  return { text: edited(entry.text, fields) ?? entryFor(value, indent).text, value };
}

/** The lines of an entry changed in their place; null where they are written in a way that cannot be cut. */
function edited(text: string, fields: ReadonlyMap<string, unknown>): string | null {
  const [, above = '', dash = '', rest = ''] =
    /^((?:[ \t]*#[^\n]*\n)*)( *-[ ]+)([\s\S]*)$/.exec(text) ?? [];
  if (dash === '') return null;
  const [first = '', ...lines] = rest.split('\n');
  const margin = ' '.repeat(dash.length);
  if (lines.some((line) => line.trim() !== '' && !line.startsWith(margin))) return null;
  const body = [first, ...lines.map((line) => line.slice(dash.length))].join('\n');
  const [whole, end = ''] = [body.trimEnd(), /\n\s*$/.exec(body)?.[0]];
  const document = parseDocument(whole, { schema: 'core' });
  const { contents } = document;
  if (document.errors.length > 0 || !isMap(contents) || contents.flow === true) return null;
  const now = editedYaml(whole, (file) => {
    for (const [name, value] of fields) {
      if (value === undefined) file.delete(name);
      else file.set(name, file.createNode(value));
    }
  });
  return above + dash + indented(now.trimEnd(), dash.length).slice(dash.length) + end;
}
