import { createHash } from 'node:crypto';

/** A statement as PostgreSQL is sent it; one with a name is planned once on each connection. */
export interface Statement {
  name?: string;
  text: string;
}

/**
 * Texts that are kept prepared, more than the pages have, so that what is asked most finds room however late it comes; those of
 * endless variety, such as lists of many rows, are sent whole.
 */
const MOST = 1_500;
const LONGEST = 4_000;

/** PostgreSQL plans nothing else: no `begin`, no `alter table`. */
const PLANNED = /^\s*(?:select|insert|update|delete|with)\b/i;

/** A migration changed the table under a kept plan, or the server has forgotten the statement. Nothing was done. */
export const isStale = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['0A000', '26000'].includes(String(error.code));

/** Names the first statements by their text, the same on every connection. */
export function preparedStatements(
  textOf: (sql: string) => string = (sql) => sql,
): (sql: string) => Statement {
  const named = new Map<string, Statement>();
  return (sql) => {
    const known = named.get(sql);
    if (known !== undefined) return known;
    const text = textOf(sql);
    if (named.size === MOST || sql.length > LONGEST || !PLANNED.test(sql)) return { text };
    const name = createHash('sha256').update(sql).digest('base64url').slice(0, 32);
    const statement = { name, text };
    named.set(sql, statement);
    return statement;
  };
}
