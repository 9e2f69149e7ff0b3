import { setImmediate as turn } from 'node:timers/promises';

export type Cell = string | number;
export type Row = readonly Cell[];

/** What is found, some at a time: a promise for each of them would cost more than to write it. */
export type Parts<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>;
export type RowParts = Parts<Row>;

/** What is found, as rows. */
export async function* rowsFrom<T>(found: Parts<T>, write: (one: T) => Row): AsyncGenerator<Row[]> {
  for await (const part of found) yield part.map(write);
}

/** So many rows are read or written in a few milliseconds. */
const SLICE = 250;

/** The same in slices so small that pages are answered between them, however fast they are found and taken. */
export async function* slices<T>(parts: Parts<T>, most = SLICE): AsyncGenerator<readonly T[]> {
  for await (const part of parts) {
    for (let from = 0; from < part.length; from += most) {
      yield part.slice(from, from + most);
      await turn();
    }
  }
}
