import pg from 'pg';

/** How every connection is made. A server that does not answer is noticed by the last of these, whatever it does. */
export const connectionTo = (url: string) => ({
  connectionString: url,
  connectionTimeoutMillis: 5_000,
  statement_timeout: 15_000,
  idle_in_transaction_session_timeout: 15_000,
  keepAlive: true,
  application_name: 'aula-1325',
});

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
