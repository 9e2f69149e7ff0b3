import knex, { type Knex } from 'knex';
import type { Dialect, Reads, View } from './dialect.ts';
import { PostgresClient, PreparingClient } from './postgres-client.ts';
import { connectionTo, readValuesAsSqlite, SWIFT } from './postgres-connection.ts';
import { postgresFaults } from './postgres-faults.ts';
import {
  assertFinished,
  postgresAlone,
  postgresFreely,
  postgresFresh,
  postgresHold,
} from './postgres-fresh.ts';
import { postgresLanes } from './postgres-lanes.ts';
import { postgresLongReads } from './postgres-long-reads.ts';
import { writingOf } from './schema.ts';
import { postgresTables } from './postgres-schema.ts';

readValuesAsSqlite();

const configure = (
  url: string,
  limits: Partial<typeof SWIFT>,
  client: typeof PostgresClient = PostgresClient,
  pipeline = false,
): Knex =>
  knex({
    client: client as unknown as typeof knex.Client,
    // Errors go to the log: they must not carry names, digests or answers.
    compileSqlOnError: false,
    connection: { ...connectionTo(url), ...limits, pipeline } as Knex.PgConnectionConfig,
    acquireConnectionTimeout: 5_000,
    // What becomes of connections is told by the requests that needed them.
    log: { warn: () => undefined },
    pool: { min: 0, max: 10 },
  });

/** For what may take as long as it takes. */
const unlimited = (url: string): Knex => configure(url, {});

const readsOver = (db: Knex): Reads => ({
  async all(sql, bindings) {
    const result = await db.raw<{ rows: unknown[] }>(sql, [...bindings]);
    return result.rows;
  },
  close: () => undefined,
});

async function viewOf<T>(url: string, work: (view: View) => Promise<T>): Promise<T> {
  // Whole tables are read, as slowly as whoever takes the rows.
  const db = unlimited(url);
  try {
    return await db.transaction((trx) => work({ db: trx, reads: readsOver(trx) }), {
      isolationLevel: 'repeatable read',
      readOnly: true,
    });
  } finally {
    await db.destroy();
  }
}

/** Words as they stand: no dictionary of the server changes them. */
const wordsOf = (column: string): string => `array_to_tsvector(string_to_array(${column}, ' '))`;

/** What waits to be sorted into an index of words is read whole by each search. */
const PENDING_KB = 128;

export const postgresDialect = (url: string): Dialect => ({
  engine: 'postgres',
  oneWriter: false,
  // PostgreSQL looks at its own pages.
  assertSound: () => Promise.resolve(),
  open: () => configure(url, SWIFT, PreparingClient, true),
  openForMigrations: () => unlimited(url),
  async checkForeignKeys() {
    // PostgreSQL enforces them while it migrates.
  },
  openReads: () => postgresLanes(url, { usual: 2, most: 6, again: true }),
  openLongReads: () => postgresLongReads(url),
  view: (work) => viewOf(url, work),
  copy: (_folder, work) =>
    viewOf(url, async (view) => {
      await assertFinished((sql) => view.reads.all(sql, []));
      return work(view);
    }),
  tables: postgresTables,
  hold: () => postgresHold(url),
  holdAlone: () => postgresAlone(url),
  async fresh() {
    return { dialect: this, ...(await postgresFresh(() => unlimited(url))) };
  },
  freely: postgresFreely,
  // Each row that points at another asks for it, and a connection keeps that plan: made while the table was on one page, it reads the
  // table whole for each of thousands of rows.
  async byKeys(trx) {
    await trx.raw('discard plans');
    await trx.raw('set local enable_seqscan = off');
  },
  faults: postgresFaults,
  async sizes(db) {
    const { rows } = await db.raw<{ rows: { bytes: number }[] }>(
      'select pg_database_size(current_database()) as bytes',
    );
    return { database: rows[0]?.bytes ?? 0 };
  },
  appendOnly: (table) => [
    `CREATE FUNCTION ${table}_refuse() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION '${table} is append-only'; END $$`,
    `CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
     FOR EACH STATEMENT EXECUTE FUNCTION ${table}_refuse()`,
  ],
  // Planned while a table is empty, a statement would read it whole for ever, once more for each row that it finds; and what is made
  // dear to keep it from that would be compiled anew each time.
  eachRow: (name, when, table, statements) => [
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql
     SET enable_seqscan = off SET enable_nestloop = off SET jit = off AS
     $$ BEGIN ${statements.join('; ')}; RETURN NULL; END $$`,
    `CREATE TRIGGER ${name} AFTER ${writingOf(when)} ON ${table} FOR EACH ROW EXECUTE FUNCTION ${name}()`,
  ],
  dropEachRow: (name, table) => [`DROP TRIGGER ${name} ON ${table}`, `DROP FUNCTION ${name}()`],
  clustered: '',
  byteText: 'text collate "C"',
  searchable: (table, column) => [
    `CREATE INDEX ${table}_${column} ON ${table} USING gin (${wordsOf(column)})`,
  ],
  swiftToSearch: (table, column) => [
    `ALTER INDEX ${table}_${column} SET (gin_pending_list_limit = ${String(PENDING_KB)})`,
    `SELECT gin_clean_pending_list('${table}_${column}')`,
  ],
  // What is asked stands in a query of its own, so that the planner does not know it: it would walk through the table for what
  // many rows have, and does not know how long it takes to make a vector of each.
  hasWords: (table, column, _place, words) => ({
    sql: `${wordsOf(`${table}.${column}`)} @@ (select cast(? as tsquery))`,
    bindings: [words.map(({ text, isWhole }) => `'${text}'${isWhole ? '' : ':*'}`).join(' & ')],
  }),
  monthOf: (column) => `substr(${column}, 1, 7)`,
  dayOf: (column) => `to_char((${column} at time zone 'UTC') - interval '6 hours', 'YYYY-MM-DD')`,
});
