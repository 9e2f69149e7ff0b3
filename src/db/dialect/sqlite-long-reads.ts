import type { Worker } from 'node:worker_threads';
import { restingThread, startThread } from '../../lib/thread.ts';
import type { LongReads } from './dialect.ts';
import type { Answer, Question } from './sqlite-reader.ts';

interface Asked {
  part: (rows: unknown[], last: boolean) => void;
  fail: (error: Error) => void;
}

/**
 * Reads in a thread of their own: better-sqlite3 is synchronous, and a report over many people would stop every page
 * meanwhile. The thread begins with a question, ends some seconds after the last, and answers them one by one.
 */
export function sqliteLongReads(filename: string): LongReads {
  const asked = new Map<number, Asked>();
  let last = 0;

  const start = (): Worker => {
    const started = startThread(import.meta.dirname, 'sqlite-reader', { filename });
    started.on('message', (answer: Answer) => {
      const one = asked.get(answer.id);
      if (one === undefined) return;
      if ('error' in answer || answer.last) asked.delete(answer.id);
      if (asked.size === 0) thread.rest();
      if ('error' in answer)
        one.fail(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
      else one.part(answer.rows, answer.last);
    });
    return started;
  };
  const thread = restingThread(start, (error) => {
    const { code = 'SQLITE_CANTOPEN' } = error as Error & { code?: string };
    for (const { fail } of asked.values()) fail(Object.assign(error, { code }));
    asked.clear();
  });

  const ask = (sql: string, bindings: Question['bindings'], one: Asked): void => {
    last += 1;
    asked.set(last, one);
    thread.wake().postMessage({ id: last, sql, bindings } satisfies Question);
  };

  return {
    all: (sql, bindings) =>
      new Promise((resolve, reject) => {
        const rows: unknown[] = [];
        ask(sql, bindings, {
          part: (more, isLast) => {
            for (const row of more) rows.push(row);
            if (isLast) resolve(rows);
          },
          fail: reject,
        });
      }),
    parts(sql, bindings) {
      let left = false;
      return new ReadableStream<readonly unknown[]>({
        start(stream) {
          ask(sql, bindings, {
            part: (rows, isLast) => {
              if (left) return;
              stream.enqueue(rows);
              if (isLast) stream.close();
            },
            fail: (error) => {
              if (!left) stream.error(error);
            },
          });
        },
        /** Whoever asked went away; the rows that are still found go nowhere. */
        cancel() {
          left = true;
        },
      });
    },
    close: () => {
      thread.end();
    },
  };
}
