import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import type { Place, Problems } from './problem.ts';

/** A YAML text that was read, and where each of its values stands. */
export interface YamlSource {
  file: string;
  value: unknown;
  /** The place of a value; of the nearest one around it when it is missing. */
  at: (path: readonly PropertyKey[]) => Place;
}

/** More aliases than this in one file is a mistake or an attack. */
const MAX_ALIASES = 20;

/** Reads YAML strictly: no key twice, no custom tags, dates as text. `offset` is the number of lines before it in the file. */
export function parseYaml(
  text: string,
  file: string,
  problems: Problems,
  offset = 0,
): YamlSource | null {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter,
    uniqueKeys: true,
    schema: 'core',
    strict: true,
  });
  const lineAt = (position: number): number => lineCounter.linePos(position).line + offset;
  for (const error of [...document.errors, ...document.warnings]) {
    const message = (error.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
    problems.error({ file, line: lineAt(error.pos[0]) }, 'content.problem.yaml', { message });
  }
  if (document.errors.length > 0) return null;
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES });
  } catch {
    problems.error({ file, line: 1 + offset }, 'content.problem.aliases');
    return null;
  }
  return { file, value, at: (path) => ({ file, line: lineAt(positionOf(document, path)) }) };
}

function positionOf(document: Document, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let position = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step);
      if (pair === undefined) return position;
      position = (pair.key as Node).range?.[0] ?? position;
      node = pair.value;
    } else if (isSeq(node)) {
      const item = node.items[Number(step)] as Node | undefined;
      if (item === undefined) return position;
      position = item.range?.[0] ?? position;
      node = item;
    } else {
      return position;
    }
  }
  return position;
}
