import { createRequire } from 'node:module';
import type pg from 'pg';
import type { Knex } from 'knex';
import { isSilence } from './postgres-connection.ts';

/** knex replaces a connection that carries this mark when it is asked for the next time. */
type Connection = pg.Client & { __knex__disposed?: string };

interface PgClient {
  acquireRawConnection(): Promise<Connection>;
  _query(connection: Connection, query: unknown): Promise<unknown>;
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

  override async _query(connection: Connection, query: unknown): Promise<unknown> {
    try {
      return await super._query(connection, query);
    } catch (error) {
      if (isSilence(error)) {
        for (const one of pools.get(connection) ?? []) one.__knex__disposed = 'no answer came';
        connection.end().catch(() => undefined);
      }
      throw error;
    }
  }
}
