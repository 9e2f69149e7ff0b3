import type { Knex } from 'knex';
import type { Table } from './schema.ts';

/** What SQL spells differently on each engine. Features ask for these; none of them asks which engine runs. */
export interface Dialect {
  readonly engine: 'sqlite' | 'postgres';
  /** Whether one transaction at a time may write. */
  readonly oneWriter: boolean;
  /** Refuses a damaged database before anything is written into it, after a look of some seconds at most. */
  assertSound(): Promise<void>;
  /** Opens the database for serving: pool, pragmas or timeouts set. */
  open(): Knex;
  /** Opens a separate connection for migrations (SQLite: foreign keys off, so that rebuilt tables keep their children). */
  openForMigrations(): Knex;
  /** Throws when a migration left rows that point nowhere. */
  checkForeignKeys(db: Knex): Promise<void>;
  /** Reads outside the pool of writers, with prepared statements. `?` marks a binding. */
  openReads(db: Knex): Reads;
  /** Reads of reports and lists, which must not keep a page waiting. */
  openLongReads(db: Knex): LongReads;
  /** Shows the data as they stand at one moment while others write. Refuses where there is no database. */
  view<T>(work: (view: View) => Promise<T>): Promise<T>;
  /** The same for work that takes long: a copy in a folder of our own, so that nobody's log grows meanwhile. */
  copy<T>(folder: string, work: (view: View) => Promise<T>): Promise<T>;
  /** The tables of the product as they are now. */
  tables(db: Knex): Promise<Table[]>;
  /** Says that a server works here, until it lets go or ends. Refuses while somebody restores. */
  hold(): Promise<Hold>;
  /** Keeps every server away. Refuses while one works here. */
  holdAlone(): Promise<Hold>;
  /** A database to be filled, which takes the place of an empty one whole or leaves it empty. Refuses where rows are. */
  fresh(): Promise<Fresh>;
  /** Writes rows in any order inside a transaction; in the end every key points somewhere, or this throws. */
  freely(trx: Knex, work: () => Promise<void>): Promise<void>;
  /**
   * Said before a transaction writes many rows: what they point at is found by its key, however small a table was when that was
   * planned.
   */
  byKeys(trx: Knex): Promise<void>;
  /** What the engine itself finds wrong: damaged pages or indexes, rows that point nowhere. Without values of rows. */
  faults(db: Knex): AsyncIterable<string>;
  /** What the database takes on the disk, in bytes, by part. */
  sizes(db: Knex): Promise<Record<string, number>>;
  /** SQL that makes a table refuse UPDATE and DELETE. */
  appendOnly(table: string): string[];
  /**
   * SQL of a trigger that does this after each row that is written, in the same transaction. Statements know the row as `new` and
   * as `old`, are spelled so that both engines read them, and find what they read by an index.
   */
  eachRow(
    name: string,
    when: 'insert' | 'delete' | { update: readonly string[] },
    table: string,
    statements: readonly string[],
  ): string[];
  dropEachRow(name: string, table: string): string[];
  /** Ends the definition of a table that is read in the order of its primary key. */
  readonly clustered: string;
  /**
   * Type of a text column that is compared byte by byte, whatever the collation of the database. Subtrees are ranges of
   * paths, and a collation that skips `/` would move their borders.
   */
  readonly byteText: string;
  /** SQL that lets whole words and beginnings of words be found in a text column; `place` is a unique whole number. */
  searchable(table: string, column: string, place: string): string[];
  /** SQL that keeps a searchable column quick to search while many rows come in. */
  swiftToSearch(table: string, column: string): string[];
  /**
   * The condition that a row of a searchable table has all of these words. The column holds words of letters, digits and
   * `_` between single blanks.
   */
  hasWords(table: string, column: string, place: string, words: readonly Word[]): Condition;
  /** SQL expression for the month (YYYY-MM) of a text date column. */
  monthOf(column: string): string;
  /** SQL expression for the day (YYYY-MM-DD) of central Mexico on which the instant of a column lies. */
  dayOf(column: string): string;
}

/** A word as it stands in the column, or the beginning of one. */
export interface Word {
  text: string;
  isWhole: boolean;
}

export interface Condition {
  sql: string;
  bindings: Binding[];
}

/** One prepared statement a call, never inside a transaction. `?` marks a binding. */
export interface Statements {
  all(sql: string, bindings: readonly Binding[]): Promise<readonly unknown[]>;
  close(): void | Promise<void>;
}

/** Hot-path reads. */
export type Reads = Statements;

/** The data at one moment, for reading only. */
export interface View {
  readonly db: Knex;
  readonly reads: Reads;
}

export interface Hold {
  release(): Promise<void>;
}

export interface Fresh {
  readonly dialect: Dialect;
  /** Puts it in its place. All its connections are closed by then. */
  keep(): Promise<void>;
  discard(): Promise<void>;
}

/** Reads that may take long, beside the pages and not before them. */
export interface LongReads extends Reads {
  /** The rows in parts, as they are found, so that a file can leave while it is made. */
  parts(sql: string, bindings: readonly Binding[]): AsyncIterable<readonly unknown[]>;
}

export type Binding = string | number | null;
