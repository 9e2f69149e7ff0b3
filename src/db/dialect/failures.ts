const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * SQLite: locked by another process, disk full, the disk or its rights fail. PostgreSQL: connection lost (08), a deadlock or
 * another writer was faster (40), out of room, memory or connections (53), a wait or a statement took too long, or only
 * reading for the moment, a server that stops or starts (57P). System: nobody answers there, or the disk is full.
 */
const UNAVAILABLE = new RegExp(
  `^(${[
    'SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|PROTOCOL|NOMEM|INTERRUPT)(_[A-Z0-9_]+)?',
    '(08|40|53|58)[A-Z0-9]{3}|57P0\\d|57014|55P03|25006|25P0[34]',
    'E(CONNREFUSED|CONNRESET|CONNABORTED|PIPE|TIMEDOUT|HOSTUNREACH|NETUNREACH|NOTFOUND|AI_AGAIN)',
    'E(NOSPC|DQUOT|ROFS|IO|MFILE|NFILE)',
  ].join('|')})$`,
);

/** What the drivers only say in words; knex puts the statement before them. */
const IN_WORDS =
  /Connection terminated|connection error and is not queryable|timeout exceeded when trying to connect|^timeout expired$|Query read timeout|Unable to acquire a connection|cached plan must not change result type|Client was closed|^aborted$/;

/** True when the database cannot work now but may in a moment: the person is told to wait, nothing is lost. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof Error &&
  (UNAVAILABLE.test(codeOf(error)) ||
    error.name === 'KnexTimeoutError' ||
    IN_WORDS.test(error.message));

/** True when another transaction stood in the way: PostgreSQL undid this one, or the wait for a lock took too long. */
export const isOutpaced = (error: unknown): boolean => /^(40|55P03|57014)/.test(codeOf(error));

/**
 * True when the disk did not take what was written. The system may forget the failed pages and report the next try as good,
 * so nothing may be written by this process any more.
 */
export const isStorageFailure = (error: unknown): boolean =>
  /^SQLITE_IOERR_(DIR_)?FSYNC$/.test(codeOf(error));

/** True when a write failed because an equal unique key exists, on either engine. */
export const isUniqueViolation = (error: unknown): boolean =>
  ['23505', 'SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY'].includes(codeOf(error));

/** True when the file is not, or not wholly, a database any more. */
export const isDamage = (error: unknown): error is Error =>
  /^SQLITE_(CORRUPT|NOTADB)/.test(codeOf(error));

/** True when another process holds a lock of SQLite. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');
