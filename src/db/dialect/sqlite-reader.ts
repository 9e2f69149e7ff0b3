import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';

/** What the main thread asks, and what it is told: the rows in parts, the last of them marked. */
export interface Question {
  id: number;
  sql: string;
  bindings: readonly unknown[];
}
export type Answer =
  | { id: number; rows: unknown[]; last: boolean }
  | { id: number; error: { message: string; code: string } };

const PART = 1_000;

const { filename } = workerData as { filename: string };
const connection = new Database(filename, { readonly: true });
connection.pragma('busy_timeout = 2000');
connection.pragma('trusted_schema = OFF');

const tell = (answer: Answer): void => parentPort?.postMessage(answer);

parentPort?.on('message', ({ id, sql, bindings }: Question) => {
  try {
    let rows: unknown[] = [];
    for (const row of connection.prepare(sql).iterate(...bindings)) {
      if (rows.length === PART) {
        tell({ id, rows, last: false });
        rows = [];
      }
      rows.push(row);
    }
    tell({ id, rows, last: true });
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    tell({ id, error: { message, code: code ?? '' } });
  }
});
