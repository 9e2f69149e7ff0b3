import type { Knex } from 'knex';
import type { Dialect, Reads } from './dialect/dialect.ts';

/** A handle for queries: the pool, or a transaction. */
export type Db = Knex;

/** The open database of a process. */
export interface Database {
  readonly dialect: Dialect;
  readonly db: Knex;
  readonly reads: Reads;
  close(): Promise<void>;
}

/** Opens a migrated database. */
export function openDatabase(dialect: Dialect): Database {
  const db = dialect.open();
  const reads = dialect.openReads(db);
  return {
    dialect,
    db,
    reads,
    async close() {
      reads.close();
      await db.destroy();
    },
  };
}
