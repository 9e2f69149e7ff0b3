import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import { MINUTE } from '../../lib/clock.ts';

/** What the main thread asks: all rows of a statement, or their first part, then one part more each time, or no more of them. */
export type Question =
  | { id: number; ask: 'all' | 'first'; sql: string; bindings: readonly unknown[] }
  | { id: number; ask: 'more' | 'no more' };
/** What it is told: rows in parts, the last of them marked. */
export type Answer =
  | { id: number; rows: unknown[]; last: boolean }
  | { id: number; error: { message: string; code: string } };

const PART = 1_000;
/** Whoever takes nothing for so long has gone: while rows are left, the log of the database cannot be shortened. */
const PATIENCE = MINUTE;

const { filename } = workerData as { filename: string };

function connect(): Database.Database {
  const made = new Database(filename, { readonly: true });
  made.pragma('busy_timeout = 2000');
  made.pragma('trusted_schema = OFF');
  return made;
}
const connection = connect();

interface Open {
  rows: Iterator<unknown>;
  /** Its own, since all statements of one connection see the data as the oldest of them does. */
  on: Database.Database;
  patience: NodeJS.Timeout | undefined;
}
const open = new Map<number, Open>();

const tell = (answer: Answer): void => parentPort?.postMessage(answer);

function fail(id: number, error: unknown): void {
  const { message, code } = error as Error & { code?: string };
  tell({ id, error: { message, code: code ?? '' } });
}

function close(id: number): void {
  const one = open.get(id);
  if (one === undefined) return;
  open.delete(id);
  clearTimeout(one.patience);
  one.rows.return?.();
  one.on.close();
}

function tellPart(id: number): void {
  const one = open.get(id);
  if (one === undefined) return;
  clearTimeout(one.patience);
  const { rows, last } = take(one.rows);
  if (last) close(id);
  else
    one.patience = setTimeout(() => {
      close(id);
      fail(id, Object.assign(new Error('Nobody took the rows'), { code: 'SQLITE_INTERRUPT' }));
    }, PATIENCE);
  tell({ id, rows, last });
}

function take(from: Iterator<unknown>): { rows: unknown[]; last: boolean } {
  const rows: unknown[] = [];
  while (rows.length < PART) {
    const next = from.next();
    if (next.done === true) return { rows, last: true };
    rows.push(next.value);
  }
  return { rows, last: false };
}

function answer(question: Question): void {
  const { id, ask } = question;
  if (!('sql' in question)) {
    if (ask === 'more') tellPart(id);
    else close(id);
  } else if (ask === 'first') {
    const on = connect();
    const rows = on.prepare(question.sql).iterate(...question.bindings);
    open.set(id, { rows, on, patience: undefined });
    tellPart(id);
  } else {
    const rows = connection.prepare(question.sql).iterate(...question.bindings);
    for (let part = take(rows); ; part = take(rows)) {
      tell({ id, ...part });
      if (part.last) return;
    }
  }
}

parentPort?.on('message', (question: Question) => {
  try {
    answer(question);
  } catch (error) {
    close(question.id);
    fail(question.id, error);
  }
});
