import pg from 'pg';

/** Whoever waits longer for a server that says nothing is told to come back. */
const PATIENCE = 5_000;

/**
 * How every connection is made. One that nobody uses is looked at each ten seconds, so that a dead one is soon noticed. What is
 * told as kept is on the disk, also on a server that was set up to be quicker than that.
 */
export const connectionTo = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: PATIENCE,
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
  application_name: 'aula-1325',
  options: '-c synchronous_commit=on',
});

/**
 * Limits of connections that serve people. A statement that takes too long is ended by the server, and its connection stays
 * good; where no answer comes even then, the line is dead (a cable, a firewall: nobody is told) and the connection is left.
 */
export const SWIFT = {
  statement_timeout: PATIENCE - 1_000,
  query_timeout: PATIENCE,
  idle_in_transaction_session_timeout: PATIENCE,
};

/** The same for what may take long, such as a report. Migrations and backups have no limit. */
export const PATIENT = {
  statement_timeout: 15_000,
  query_timeout: 20_000,
  idle_in_transaction_session_timeout: 15_000,
};

/** True when a server did not even say that it had ended a statement: nothing comes over that line any more. */
export const isSilence = (error: unknown): boolean =>
  error instanceof Error && error.message === 'Query read timeout';

/** Whole numbers are numbers and days are text, as SQLite tells them. */
export function readValuesAsSqlite(): void {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  pg.types.setTypeParser(pg.types.builtins.NUMERIC, Number);
  pg.types.setTypeParser(pg.types.builtins.DATE, (text: string) => text);
}

/** `?` becomes `$1`, `$2` and so on, outside of texts and names. */
export function numbered(sql: string): string {
  let last = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?/g, (found) =>
    found === '?' ? `$${String((last += 1))}` : found,
  );
}
