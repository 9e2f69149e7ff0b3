import { isMap, isScalar, parseDocument, type Document } from 'yaml';

/**
 * Changes to YAML that leave what they do not touch as its author wrote it, to the last space: only the top-level entries whose
 * value changed are written anew.
 */
export function editedYaml(text: string, change: (document: Document) => void): string {
  const document = parseDocument(text, { schema: 'core' });
  const before = { entries: entriesOf(text), value: valueOf(document) };
  change(document);
  const written = closeLists(document.toString({ lineWidth: 0 }));
  const value = valueOf(document);
  if (before.entries.size === 0) return written;
  const head = text.slice(0, Math.min(...[...before.entries.values()].map(({ from }) => from)));
  const pieces = [...entriesOf(written)].map(([key, piece]) => {
    const old = before.entries.get(key);
    const isSame = JSON.stringify(before.value[key]) === JSON.stringify(value[key]);
    return ended(old !== undefined && isSame ? old.text : piece.text);
  });
  return head + pieces.join('');
}

const ended = (text: string): string => (text.endsWith('\n') ? text : `${text}\n`);

const valueOf = (document: Document): Record<string, unknown> =>
  document.toJS({ maxAliasCount: 20 }) as Record<string, unknown>;

/** The top-level entries of a text by their key, each with its lines up to the next one. */
function entriesOf(text: string): Map<string, { from: number; text: string }> {
  const { contents } = parseDocument(text, { schema: 'core' });
  if (!isMap(contents)) return new Map();
  const starts = contents.items.flatMap(({ key }) =>
    isScalar(key) ? [{ key: String(key.value), from: key.range[0] }] : [],
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
