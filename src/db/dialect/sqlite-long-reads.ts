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

  const ask = (question: Question, one: Asked): void => {
    asked.set(question.id, one);
    thread.wake().postMessage(question);
  };

  return {
    all: (sql, bindings) =>
      new Promise((resolve, reject) => {
        const rows: unknown[] = [];
        ask(
          { id: (last += 1), ask: 'all', sql, bindings },
          {
            part: (more, isLast) => {
              for (const row of more) rows.push(row);
              if (isLast) resolve(rows);
            },
            fail: reject,
          },
        );
      }),
    parts(sql, bindings) {
      const id = (last += 1);
      let question: Question = { id, ask: 'first', sql, bindings };
      return new ReadableStream<readonly unknown[]>({
        /** The next part is looked for when there is room for it: the rows wait in the database, not here. */
        pull: (stream) =>
          new Promise((pulled) => {
            const one: Asked = {
              part(rows, isLast) {
                stream.enqueue(rows);
                if (isLast) stream.close();
                pulled();
              },
              fail(error) {
                stream.error(error);
                pulled();
              },
            };
            ask(question, one);
            question = { id, ask: 'more' };
          }),
        /** Whoever asked went away, perhaps while a part is looked for. */
        cancel() {
          if (!asked.delete(id)) return;
          thread.wake().postMessage({ id, ask: 'no more' } satisfies Question);
          if (asked.size === 0) thread.rest();
        },
      });
    },
    close: () => {
      thread.end();
    },
  };
}
