import { chmodSync, existsSync, openSync, closeSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import { Refusal } from '../../lib/errors.ts';
import type { Dialect, Reads, View } from './dialect.ts';
import { sqliteLongReads } from './sqlite-long-reads.ts';
import { SqliteClient, watchStorage, type StorageFailed } from './sqlite-client.ts';
import { assertSound } from './sqlite-check.ts';
import { sqliteAlone, sqliteFresh, sqliteHold } from './sqlite-fresh.ts';
import { writingOf } from './schema.ts';
import { sqliteTables } from './sqlite-schema.ts';

const setUp = (connection: Database.Database, foreignKeys: boolean): void => {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma(`foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}`);
  connection.pragma('busy_timeout = 10');
  connection.pragma('trusted_schema = OFF');
  connection.pragma('journal_size_limit = 67108864');
};

const configure = (
  filename: string,
  { foreignKeys, storageFailed }: { foreignKeys: boolean; storageFailed: StorageFailed },
): Knex => {
  if (!existsSync(filename)) {
    closeSync(openSync(filename, 'a', 0o600));
    chmodSync(filename, 0o600);
  }
  return connect({ filename }, (connection) => {
    setUp(connection, foreignKeys);
    watchStorage(connection, storageFailed);
  });
};

const connect = (
  connection: { filename: string; options?: { readonly: boolean } },
  prepare: (connection: Database.Database) => void,
): Knex => {
  const db = knex({
    client: SqliteClient as unknown as typeof knex.Client,
    connection,
    useNullAsDefault: true,
    // Errors go to the log: they must not carry names, digests or answers.
    compileSqlOnError: false,
    acquireConnectionTimeout: 5_000,
    // Whoever waited too long behind another process's lock is told so, and that stands in the log: not twice.
    log: { warn: () => undefined },
    pool: {
      min: 1,
      max: 1,
      afterCreate: (made: Database.Database, done: (error?: Error) => void) => {
        try {
          prepare(made);
          done();
        } catch (error) {
          done(error as Error);
        }
      },
    },
  });
  // The rate limiter asks for the driver by this name, and finds our subclass otherwise.
  (db.client as { config: Knex.Config }).config.client = 'better-sqlite3';
  return db;
};

/** One connection that reads what is there at this moment. Writers go on in the write-ahead log. */
async function viewOf<T>(filename: string, work: (view: View) => Promise<T>): Promise<T> {
  if (!existsSync(filename)) throw new Refusal('not-found', 'database.none', { place: filename });
  const db = connect({ filename, options: { readonly: true } }, (connection) => {
    connection.pragma('busy_timeout = 5000');
    connection.pragma('trusted_schema = OFF');
  });
  try {
    // Not knex's transaction, which takes the lock for writing.
    await db.raw('BEGIN DEFERRED');
    await db.raw('select count(*) from sqlite_schema');
    const all: Reads['all'] = (sql, bindings) => db.raw(sql, [...bindings]);
    return await work({ db, reads: { all, close: () => undefined } });
  } finally {
    await db.destroy();
  }
}

/** SQLite's own copy of one moment. It takes seconds, and is proved whole before it is used. */
async function copyOf<T>(
  filename: string,
  folder: string,
  work: (view: View) => Promise<T>,
): Promise<T> {
  if (!existsSync(filename)) throw new Refusal('not-found', 'database.none', { place: filename });
  const place = await mkdtemp(join(folder, '.aula-copy-'));
  try {
    const copied = join(place, 'aula.sqlite');
    const source = new Database(filename, { readonly: true });
    source.pragma('busy_timeout = 5000');
    source.prepare('VACUUM INTO ?').run(copied);
    source.close();
    return await viewOf(copied, async (view) => {
      for await (const fault of faultsOf(view.db)) throw new Error(`The copy is damaged: ${fault}`);
      return work(view);
    });
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function* faultsOf(db: Knex): AsyncIterable<string> {
  const found = await db.raw<{ integrity_check: string }[]>('PRAGMA integrity_check(10)');
  for (const { integrity_check: fault } of found) if (fault !== 'ok') yield fault;
  const broken = await db.raw<{ table: string; rowid: number | null; parent: string }[]>(
    'PRAGMA foreign_key_check',
  );
  for (const { table, rowid, parent } of broken) yield `${table} (${String(rowid)}) → ${parent}`;
}

/** SQLite before 3.51.3 can corrupt a database when the WAL is reset. */
export function assertSafeSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  if (major * 1e6 + minor * 1e3 + patch < 3_051_003) {
    throw new Error(`SQLite ${version} is older than 3.51.3, which mends a corruption of the WAL`);
  }
}

export const sqliteDialect = (
  filename: string,
  storageFailed: StorageFailed = () => undefined,
): Dialect => ({
  engine: 'sqlite',
  oneWriter: true,
  assertSound: () =>
    Promise.resolve().then(() => {
      assertSound(filename);
    }),
  open: () => configure(filename, { foreignKeys: true, storageFailed }),
  openForMigrations: () => configure(filename, { foreignKeys: false, storageFailed }),
  async checkForeignKeys(db) {
    const broken: unknown[] = await db.raw('PRAGMA foreign_key_check');
    if (broken.length > 0) {
      throw new Error(`Foreign keys point nowhere after migrating: ${JSON.stringify(broken)}`);
    }
  },
  openReads(): Reads {
    const connection = new Database(filename, { readonly: true });
    connection.pragma('busy_timeout = 500');
    connection.pragma('trusted_schema = OFF');
    assertSafeSqlite((connection.prepare('select sqlite_version() as v').get() as { v: string }).v);
    const statements = new Map<string, Database.Statement>();
    return {
      // better-sqlite3 is synchronous; the port is asynchronous because PostgreSQL is.
      // eslint-disable-next-line @typescript-eslint/require-await
      async all(sql, bindings) {
        let statement = statements.get(sql);
        if (statement === undefined) {
          statement = connection.prepare(sql);
          statements.set(sql, statement);
        }
        return statement.all(...bindings);
      },
      close: () => {
        connection.close();
      },
    };
  },
  view: (work) => viewOf(filename, work),
  copy: (folder, work) => copyOf(filename, folder, work),
  tables: sqliteTables,
  hold: () => sqliteHold(filename),
  holdAlone: () => sqliteAlone(filename),
  async fresh() {
    const { filename: beside, ...fresh } = await sqliteFresh(filename);
    return { dialect: sqliteDialect(beside, storageFailed), ...fresh };
  },
  async freely(trx, work) {
    await work();
    await this.checkForeignKeys(trx);
  },
  // It has no plan but that one.
  byKeys: () => Promise.resolve(),
  faults: faultsOf,
  openLongReads: () => sqliteLongReads(filename),
  async sizes() {
    const sizeOf = async (path: string) => (await stat(path).catch(() => null))?.size ?? 0;
    return { file: await sizeOf(filename), wal: await sizeOf(`${filename}-wal`) };
  },
  appendOnly: (table) =>
    ['UPDATE', 'DELETE'].map(
      (verb) =>
        `CREATE TRIGGER ${table}_no_${verb.toLowerCase()} BEFORE ${verb} ON ${table}
         BEGIN SELECT RAISE(ABORT, '${table} is append-only'); END`,
    ),
  eachRow: (name, when, table, statements) => [
    `CREATE TRIGGER ${name} AFTER ${writingOf(when)} ON ${table} BEGIN ${statements.join('; ')}; END`,
  ],
  dropEachRow: (name) => [`DROP TRIGGER ${name}`],
  clustered: 'without rowid',
  byteText: 'text',
  // FTS5 keeps only its index: the words themselves stand in the table, and triggers tell it of every change.
  searchable: (table, column, place) => {
    const index = `${table}_${column}`;
    const forget = `INSERT INTO ${index} (${index}, rowid, ${column}) VALUES ('delete', old.${place}, old.${column});`;
    const learn = `INSERT INTO ${index} (rowid, ${column}) VALUES (new.${place}, new.${column});`;
    return [
      `CREATE VIRTUAL TABLE ${index} USING fts5(${column}, content='${table}', content_rowid='${place}',
       prefix='2 3', columnsize=0, tokenize="unicode61 remove_diacritics 0 tokenchars '_'")`,
      `CREATE TRIGGER ${index}_added AFTER INSERT ON ${table} BEGIN ${learn} END`,
      `CREATE TRIGGER ${index}_gone AFTER DELETE ON ${table} BEGIN ${forget} END`,
      `CREATE TRIGGER ${index}_changed AFTER UPDATE OF ${column}, ${place} ON ${table} BEGIN ${forget} ${learn} END`,
    ];
  },
  swiftToSearch: () => [],
  hasWords: (table, column, place, words) => ({
    sql: `${table}.${place} in (select rowid from ${table}_${column} where ${table}_${column} match ?)`,
    bindings: [words.map(({ text, isWhole }) => `"${text}"${isWhole ? '' : '*'}`).join(' AND ')],
  }),
  monthOf: (column) => `substr(${column}, 1, 7)`,
  dayOf: (column) => `date(${column}, '-6 hours')`,
});
