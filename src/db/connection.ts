import type { Knex } from 'knex';
import type { Dialect, Reads } from './dialect/dialect.ts';
import { groupedWrites, type GroupedWrites } from './grouped-writes.ts';

/** A handle for queries: the pool, or a transaction. */
export type Db = Knex;

/** The open database of a process. */
export interface Database {
  readonly dialect: Dialect;
  readonly db: Knex;
  readonly reads: Reads;
  /** For small writes that come often: they share a transaction where the engine has one writer. */
  readonly grouped: GroupedWrites;
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
    grouped: dialect.oneWriter ? groupedWrites(db) : (work) => db.transaction(work),
    async close() {
      reads.close();
      await db.destroy();
    },
  };
}
