import { isMap, isScalar, isSeq, parseDocument, type Document } from 'yaml';
import { linesOfList, listKept } from './yaml-kept.ts';

/**
 * Changes to YAML that leave what they do not touch as its author wrote it, to the last space: only the top-level entries whose
 * value changed are written anew, and of lists only the entries that changed.
 */
export function editedYaml(text: string, change: (document: Document) => void): string {
  const document = parsed(text);
  const before = valueOf(document);
  change(document);
  const written = closeLists(document.toString({ lineWidth: 0 }));
  const value = valueOf(document);
  const spliced = isSeq(document.contents)
    ? wholeList(text, written)
    : entriesKept({ text, value: before }, { text: written, value });
  return spliced !== null && isSame(valueOf(parsed(spliced)), value) ? spliced : written;
}

/** What a file says, whatever it is; null when it is no YAML. */
export function readYaml(text: string | null): unknown {
  if (text === null) return null;
  try {
    return valueOf(parsed(text));
  } catch {
    return null;
  }
}

interface Said {
  text: string;
  value: unknown;
}

const parsed = (text: string): Document => parseDocument(text, { schema: 'core' });

const valueOf = (document: Document): unknown =>
  document.errors.length > 0 ? null : document.toJS({ maxAliasCount: 20 });

const isSame = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

/** A file that is one list. */
const wholeList = (text: string, written: string): string | null =>
  listKept(
    linesOfList(text, parsed(text).contents),
    linesOfList(written, parsed(written).contents),
  );

/** A file that is a map: its entries as they were where their value is. */
function entriesKept(before: Said, now: Said): string | null {
  const old = entriesOf(before.text);
  if (old.size === 0) return null;
  const head = before.text.slice(0, Math.min(...[...old.values()].map(({ from }) => from)));
  const at = (value: unknown, key: string): unknown => (value as Record<string, unknown>)[key];
  const pieces = [...entriesOf(now.text)].map(([key, piece]) => {
    const was = old.get(key);
    if (was === undefined) return ended(piece.text);
    if (isSame(at(before.value, key), at(now.value, key))) return ended(was.text);
    return ended(listOfEntry(was.text, piece.text) ?? piece.text);
  });
  return head + pieces.join('');
}

/** An entry whose value is a list: the entries of the list as they were. */
function listOfEntry(was: string, now: string): string | null {
  const valueIn = (text: string): unknown => {
    const { contents } = parsed(text);
    return isMap(contents) ? contents.items[0]?.value : null;
  };
  return listKept(linesOfList(was, valueIn(was)), linesOfList(now, valueIn(now)));
}

/** The top-level entries of a text by their key, each with its lines up to the next one. */
function entriesOf(text: string): Map<string, { from: number; text: string }> {
  const { contents } = parsed(text);
  if (!isMap(contents)) return new Map();
  const starts = contents.items.flatMap(({ key }) =>
    isScalar(key) && key.range ? [{ key: String(key.value), from: key.range[0] }] : [],
  );
  return new Map(
    starts.map(({ key, from }, at) => [
      key,
      { from, text: text.slice(from, starts[at + 1]?.from ?? text.length) },
    ]),
  );
}

/** Lists of ids as authors write them: `[uno, dos]`. The writer of YAML pads them like maps. */
const closeLists = (text: string): string =>
  text.replace(/: \[ ([a-z0-9-]+(?:, [a-z0-9-]+)*) \]$/gm, ': [$1]');
