import type { Knex } from 'knex';
import type { Dialect, LongReads, Reads } from './dialect/dialect.ts';
import { groupedWrites, type GroupedWrites } from './grouped-writes.ts';

/** A handle for queries: the pool, or a transaction. */
export type Db = Knex;

/** The open database of a process. */
export interface Database {
  readonly dialect: Dialect;
  readonly db: Knex;
  readonly reads: Reads;
  /** Reads of reports and lists, which must not keep a page waiting. */
  readonly longReads: LongReads;
  /** For small writes that come often: those of one moment share a transaction. */
  readonly grouped: GroupedWrites;
  /** The same for what only goes into the audit log, which is locked while it is written: nothing else waits behind it. */
  readonly groupedTraces: GroupedWrites;
  /** Closing again changes nothing. */
  close(): Promise<void>;
}

/** Opens a migrated database. */
export function openDatabase(dialect: Dialect): Database {
  const db = dialect.open();
  const reads = dialect.openReads(db);
  const longReads = dialect.openLongReads(db);
  const close = async (): Promise<void> => {
    await reads.close();
    await longReads.close();
    await db.destroy();
  };
  const grouped = groupedWrites(db, dialect.oneWriter ? 'one-by-one' : 'side-by-side');
  let closing: Promise<void> | undefined;
  return {
    dialect,
    db,
    reads,
    longReads,
    grouped,
    groupedTraces: dialect.oneWriter ? grouped : groupedWrites(db, 'side-by-side'),
    close: () => (closing ??= close()),
  };
}
