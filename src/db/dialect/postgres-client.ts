import { createRequire } from 'node:module';
import type pg from 'pg';
import type { Knex } from 'knex';
import { isSilence } from './postgres-connection.ts';
import { isStale, preparedStatements } from './postgres-prepared.ts';

/** knex replaces a connection that carries this mark when it is asked for the next time. */
type Connection = pg.Client & { __knex__disposed?: string };

/** A statement as knex has compiled it; its options are handed to the driver. */
interface Compiled {
  sql: string;
  options?: object;
}

interface PgClient {
  acquireRawConnection(): Promise<Connection>;
  _query(connection: Connection, statement: Compiled): Promise<unknown>;
}

const BaseClient = createRequire(import.meta.url)(
  'knex/lib/dialects/postgres/index.js',
) as unknown as new (config: Knex.Config) => PgClient;

/** The pool of each connection. Outside the class: knex clones its client for each transaction without running constructors. */
const pools = new WeakMap<Connection, Set<Connection>>();

/**
 * knex keeps a connection whose statement was given up, and the next statements would wait behind it. The subclass ends it,
 * which undoes its transaction, and has the others of the pool replaced: their line is the same.
 */
export class PostgresClient extends BaseClient {
  private readonly open = new Set<Connection>();

  override async acquireRawConnection(): Promise<Connection> {
    const connection = await super.acquireRawConnection();
    this.open.add(connection);
    pools.set(connection, this.open);
    connection.once('end', () => this.open.delete(connection));
    return connection;
  }

  override async _query(connection: Connection, statement: Compiled): Promise<unknown> {
    try {
      return await super._query(connection, statement);
    } catch (error) {
      if (isSilence(error)) {
        replaceAll(connection, 'no answer came');
        connection.end().catch(() => undefined);
      }
      throw error;
    }
  }
}

const replaceAll = (connection: Connection, why: string): void => {
  for (const one of pools.get(connection) ?? []) one.__knex__disposed = why;
};

const statementOf = preparedStatements();

/**
 * For serving: what a connection has planned once it does not plan again. Where a migration of another process has spoilt a
 * plan, the transaction fails as one that may be tried again, and the next one gets a fresh connection.
 */
export class PreparingClient extends PostgresClient {
  override async _query(connection: Connection, statement: Compiled): Promise<unknown> {
    const { name } = statementOf(statement.sql);
    if (name !== undefined) statement.options = { ...statement.options, name };
    try {
      return await super._query(connection, statement);
    } catch (error) {
      if (isStale(error)) replaceAll(connection, 'a plan is stale');
      throw error;
    }
  }
}
