import pg from 'pg';
import type { LongReads } from './dialect.ts';
import { connectionTo, numbered, PATIENT } from './postgres-connection.ts';

/** More would take the server from the pages. Whoever takes a list slowly keeps no report waiting. */
const MOST = { answers: 3, lists: 3 };
const PART = 1_000;

/**
 * Connections of their own for what takes long, so that pages and writers never wait for one. A plan is made anew each time:
 * what is asked for decides which index helps. It is not compiled to machine code (jit): that takes longer than a report.
 */
export function postgresLongReads(url: string): LongReads {
  const poolOf = (max: number): pg.Pool => {
    const pool = new pg.Pool({
      ...connectionTo(url),
      ...PATIENT,
      max,
      idleTimeoutMillis: 30_000,
      options: '-c jit=off',
    });
    // A connection that broke while nobody used it is replaced by the next one.
    pool.on('error', () => undefined);
    return pool;
  };
  const [answers, lists] = [poolOf(MOST.answers), poolOf(MOST.lists)];
  return {
    all: async (sql, bindings) =>
      (await answers.query<Record<string, unknown>>(numbered(sql), [...bindings])).rows,
    async *parts(sql, bindings) {
      const client = await lists.connect();
      let broken = true;
      try {
        await client.query('begin read only');
        // Whoever takes the rows may be slow.
        await client.query(`set local idle_in_transaction_session_timeout = '5min'`);
        await client.query(`declare found cursor for ${numbered(sql)}`, [...bindings]);
        const fetchPart = async (): Promise<Record<string, unknown>[]> =>
          (await client.query<Record<string, unknown>>(`fetch ${String(PART)} from found`)).rows;
        let next = fetchPart();
        for (;;) {
          const rows = await next;
          const isLast = rows.length < PART;
          // The next part is found while this one is written; what fails then is told when it is asked for.
          if (!isLast) {
            next = fetchPart();
            next.catch(() => undefined);
          }
          if (rows.length > 0) yield rows;
          if (isLast) break;
        }
        await client.query('commit');
        broken = false;
      } finally {
        // Left half way or failed: the transaction ends with its connection.
        client.release(broken);
      }
    },
    close: async () => {
      await Promise.all([answers.end(), lists.end()]);
    },
  };
}
