import pg from 'pg';
import type { LongReads } from './dialect.ts';
import { connectionTo, numbered, PATIENT } from './postgres-connection.ts';

/** More would take the server from the pages. */
const MOST = 3;
const PART = 1_000;

/**
 * Connections of their own for what takes long, so that pages and writers never wait for one. A plan is made anew each time:
 * what is asked for decides which index helps. It is not compiled to machine code (jit): that takes longer than a report.
 */
export function postgresLongReads(url: string): LongReads {
  const pool = new pg.Pool({
    ...connectionTo(url),
    ...PATIENT,
    max: MOST,
    idleTimeoutMillis: 30_000,
    options: '-c jit=off',
  });
  // A connection that broke while nobody used it is replaced by the next one.
  pool.on('error', () => undefined);
  return {
    all: async (sql, bindings) =>
      (await pool.query<Record<string, unknown>>(numbered(sql), [...bindings])).rows,
    async *parts(sql, bindings) {
      const client = await pool.connect();
      let broken = true;
      try {
        await client.query('begin read only');
        // Whoever takes the rows may be slow.
        await client.query(`set local idle_in_transaction_session_timeout = '5min'`);
        await client.query(`declare found cursor for ${numbered(sql)}`, [...bindings]);
        for (;;) {
          const { rows } = await client.query<Record<string, unknown>>(
            `fetch ${String(PART)} from found`,
          );
          if (rows.length > 0) yield rows;
          if (rows.length < PART) break;
        }
        await client.query('commit');
        broken = false;
      } finally {
        // Left half way or failed: the transaction ends with its connection.
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
