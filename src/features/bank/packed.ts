import { setImmediate as nextTurn } from 'node:timers/promises';

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

/**
 * A document with a long list as text: the document without the list, then the list some at a time, each a line. Thousands of
 * questions written or read at once would keep every page waiting.
 */
export async function packed(whole: { items: readonly unknown[] }): Promise<string> {
  const lines = [JSON.stringify({ ...whole, items: [] })];
  for (let from = 0; from < whole.items.length; from += AT_ONCE) {
    await nextTurn();
    lines.push(JSON.stringify(whole.items.slice(from, from + AT_ONCE)));
  }
  return lines.join('\n');
}

/** A packed document with something else in the place of all but its list. */
export const withHead = (text: string, head: object): string => {
  const end = text.indexOf('\n');
  const list = end < 0 ? '' : text.slice(end);
  return `${JSON.stringify({ ...head, items: [] })}${list}`;
};

/** The document that `packed` wrote. */
export async function unpacked<T extends { items: unknown[] }>(text: string): Promise<T> {
  const [head = '', ...lines] = text.split('\n');
  const whole = JSON.parse(head) as T;
  const items: unknown[] = [...whole.items];
  for (const line of lines) {
    await nextTurn();
    items.push(...(JSON.parse(line) as unknown[]));
  }
  return { ...whole, items };
}
