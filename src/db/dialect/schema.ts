/** What the values of a column are, whichever engine keeps them. */
export type ColumnKind = 'text' | 'integer' | 'decimal' | 'boolean' | 'instant' | 'bytes';

export interface Table {
  name: string;
  columns: readonly { name: string; kind: ColumnKind }[];
  /** The columns of its primary key, in order. */
  key: readonly string[];
}

/** Is there from the beginning of a restore on PostgreSQL to its end: what else is there is not whole. */
export const UNFINISHED = 'restore_unfinished';

/** Tables of the tools beneath us: knex notes its migrations in two, the limits of requests count in another. */
export const TOOL_TABLES = ['knex_migrations', 'knex_migrations_lock', 'rate_limits', UNFINISHED];

/** Finds what a declared type keeps. A type that nobody taught us must not be guessed. */
export const kindIn =
  (kinds: Readonly<Record<string, ColumnKind>>) =>
  (type: string): ColumnKind => {
    const plain = type.toLowerCase().replace(/\(.*$/, '');
    const kind = Object.hasOwn(kinds, plain) ? kinds[plain] : undefined;
    if (kind === undefined) throw new Error(`Unknown type of column: ${type}`);
    return kind;
  };

/** What a trigger waits for, as SQL says it. */
export const writingOf = (when: 'insert' | 'delete' | { update: readonly string[] }): string =>
  typeof when === 'string' ? when : `update of ${when.update.join(', ')}`;
