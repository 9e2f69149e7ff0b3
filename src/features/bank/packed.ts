import { setImmediate as nextTurn } from 'node:timers/promises';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { constants, createGzip, gunzip } from 'node:zlib';

/** So many that turning them into text, or back, keeps no page waiting. */
const AT_ONCE = 100;

/** Does something with each of many; pages have their turn between some and the next. */
export async function eachInTurns<T, R>(
  all: readonly T[],
  work: (one: T, at: number) => R | Promise<R>,
  atOnce = AT_ONCE,
): Promise<R[]> {
  const done: R[] = [];
  for (const [at, one] of all.entries()) {
    if (at > 0 && at % atOnce === 0) await nextTurn();
    done.push(await work(one, at));
  }
  return done;
}

interface Whole {
  items: readonly unknown[];
}

/** A document without its list, then the list some at a time, each a line. */
async function* linesOf(whole: Whole): AsyncGenerator<string> {
  yield JSON.stringify({ ...whole, items: [] });
  for (let from = 0; from < whole.items.length; from += AT_ONCE) {
    await nextTurn();
    yield `\n${JSON.stringify(whole.items.slice(from, from + AT_ONCE))}`;
  }
}

/**
 * A document with a long list as text: a line that may be changed by itself, then all the rest, compressed beside the pages.
 * Thousands of questions written or read at once would keep every page waiting, and megabytes on their way to the disk every
 * answer.
 */
export async function packed(whole: Whole): Promise<string> {
  const lines = Readable.from(linesOf(whole), { objectMode: false });
  const small = await buffer(lines.pipe(createGzip({ level: constants.Z_BEST_SPEED })));
  return `{}\n${small.toString('base64')}`;
}

/** A packed document that says something else or more beside its list. */
export const withHead = (text: string, head: object): string =>
  `${JSON.stringify(head)}${text.slice(text.indexOf('\n'))}`;

const LINE = 0x0a;
const PLAIN_LIST = '[';
const unzipped = promisify(gunzip);

/** The document that `packed` wrote, or an earlier release, which did not compress its lines. */
export async function unpacked<T extends { items: unknown[] }>(text: string): Promise<T> {
  const end = text.indexOf('\n');
  if (end < 0) return JSON.parse(text) as T;
  const head = JSON.parse(text.slice(0, end)) as Partial<T>;
  const rest = text.slice(end + 1);
  const isPlain = rest.startsWith(PLAIN_LIST);
  const bytes = isPlain ? Buffer.from(rest) : await unzipped(Buffer.from(rest, 'base64'));
  const items: unknown[] = [];
  let whole: object = {};
  for (let from = 0; from < bytes.length;) {
    const found = bytes.indexOf(LINE, from);
    const to = found < 0 ? bytes.length : found;
    const line: unknown = JSON.parse(bytes.toString('utf8', from, to));
    if (Array.isArray(line)) items.push(...(line as unknown[]));
    else whole = line as object;
    from = to + 1;
    await nextTurn();
  }
  return { ...whole, ...head, items } as T;
}
