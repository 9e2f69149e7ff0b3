import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import type { Knex } from 'knex';
import { isBusy, isStorageFailure } from './failures.ts';

interface Query {
  sql: string;
  bindings?: unknown[];
  response?: unknown;
  context?: unknown;
}
interface BetterSqlite3Client {
  _query(connection: Database.Database, query: Query): Promise<Query>;
  _formatBindings(bindings: unknown[] | undefined): unknown[];
}

/** Told once that the disk did not take a commit. Nothing is written over that connection any more. */
export type StorageFailed = (error: unknown) => void;

const BaseClient = createRequire(import.meta.url)(
  'knex/lib/dialects/better-sqlite3/index.js',
) as unknown as new (config: Knex.Config) => BetterSqlite3Client;

/** As long as a request waits for a connection: whoever comes later is told to come back. */
const BUSY_WAIT = 5_000;
const sleep = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Outside the class: knex clones its client for each transaction without running constructors. */
const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();
const watchers = new WeakMap<Database.Database, StorageFailed>();
const failed = new WeakMap<Database.Database, Error>();

/** Says who wants to know that the disk failed. */
export const watchStorage = (connection: Database.Database, storageFailed: StorageFailed): void => {
  watchers.set(connection, storageFailed);
};

/**
 * knex sends a deferred `BEGIN;`, which fails at once when two processes read and then write; IMMEDIATE takes the
 * write lock first. `busy_timeout` blocks the event loop, so it is tiny and an asynchronous retry stands behind it.
 * Statements are prepared once for each connection.
 */
export class SqliteClient extends BaseClient {
  override async _query(connection: Database.Database, query: Query): Promise<Query> {
    const begins = query.sql === 'BEGIN;';
    const sql = begins ? 'BEGIN IMMEDIATE;' : query.sql;
    const begun = performance.now();
    for (let tries = 1; ; tries += 1) {
      const lost = failed.get(connection);
      if (lost !== undefined) throw lost;
      // SQLite has undone it already when the disk was full, and would call this another mistake.
      if (sql === 'ROLLBACK' && !connection.inTransaction) return query;
      try {
        return this.run(connection, sql, query);
      } catch (error) {
        const mayRetry = isBusy(error) && (begins || !connection.inTransaction);
        if (!mayRetry || performance.now() - begun > BUSY_WAIT) {
          this.giveUp(connection, sql, error);
          throw error;
        }
        await sleep(10 * Math.min(tries, 10) * (0.5 + Math.random()));
      }
    }
  }

  private giveUp(connection: Database.Database, sql: string, error: unknown): void {
    if (isStorageFailure(error)) {
      failed.set(connection, error as Error);
      watchers.get(connection)?.(error);
    } else if (sql === 'COMMIT;' && connection.inTransaction) {
      // knex gives the connection back without undoing what could not be committed.
      connection.exec('ROLLBACK');
    }
  }

  private run(connection: Database.Database, sql: string, query: Query): Query {
    const statement = this.statement(connection, sql);
    const bindings = this._formatBindings(query.bindings);
    if (statement.reader) {
      query.response = statement.all(bindings);
      return query;
    }
    const result = statement.run(bindings);
    query.response = result;
    query.context = { lastID: result.lastInsertRowid, changes: result.changes };
    return query;
  }

  private statement(connection: Database.Database, sql: string): Database.Statement {
    let cache = prepared.get(connection);
    if (cache === undefined) {
      cache = new Map();
      prepared.set(connection, cache);
    }
    let statement = cache.get(sql);
    if (statement === undefined) {
      statement = connection.prepare(sql);
      if (cache.size > 500) cache.clear();
      cache.set(sql, statement);
    }
    return statement;
  }
}
