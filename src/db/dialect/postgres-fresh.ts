import type { Knex } from 'knex';
import pg from 'pg';
import { Refusal } from '../../lib/errors.ts';
import type { Fresh, Hold } from './dialect.ts';
import { connectionTo } from './postgres-connection.ts';
import { TOOL_TABLES, UNFINISHED } from './schema.ts';

/** Names the lock of a database in use, beside that of the audit log. */
const IN_USE = '1325, 1';
const AGAIN = 5_000;

/** Refuses a database that a restore has begun to fill and not finished. Nobody restores now. */
export async function assertFinished(
  ask: (sql: string) => Promise<readonly unknown[] | undefined>,
): Promise<void> {
  const found = await ask(`select 1 from pg_tables
    where schemaname = current_schema() and tablename = '${UNFINISHED}'`);
  if (found?.length !== 0) throw new Refusal('conflict', 'restore.unfinished');
}

/** A lock of a connection of its own: it ends with the process, and is taken again when the connection breaks. */
export async function postgresHold(url: string): Promise<Hold> {
  let client: pg.Client | undefined;
  let released = false;
  const take = async (): Promise<void> => {
    const made = new pg.Client({ ...connectionTo(url), application_name: 'aula-1325 in use' });
    made.on('error', () => {
      void made.end().catch(() => undefined);
      later();
    });
    await made.connect();
    const { rows } = await made.query<{ taken: boolean }>(
      `select pg_try_advisory_lock_shared(${IN_USE}) as taken`,
    );
    if (rows[0]?.taken !== true) {
      await made.end();
      throw new Refusal('conflict', 'restore.running');
    }
    client = made;
  };
  const later = (): void => {
    if (released) return;
    setTimeout(() => {
      if (!released) take().catch(later);
    }, AGAIN).unref();
  };
  const release = async (): Promise<void> => {
    released = true;
    await client?.end();
  };
  await take();
  try {
    await assertFinished(async (sql) => (await client?.query<Record<string, unknown>>(sql))?.rows);
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

export async function postgresAlone(url: string): Promise<Hold> {
  const client = new pg.Client(connectionTo(url));
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client.query<{ taken: boolean }>(
    `select pg_try_advisory_lock(${IN_USE}) as taken`,
  );
  if (rows[0]?.taken !== true) {
    await client.end();
    throw new Refusal('conflict', 'restore.inUse');
  }
  return { release: () => client.end() };
}

const tableNames = (db: Knex): Promise<string[]> =>
  db('pg_tables').whereRaw('schemaname = current_schema()').orderBy('tablename').pluck('tablename');

/**
 * Only what the product made is ever taken away: a database with other tables is somebody else's. What a killed restore has
 * left is nobody's.
 */
async function assertEmpty(db: Knex): Promise<void> {
  const names = await tableNames(db);
  if (names.includes(UNFINISHED)) return;
  if (names.length > 0 && !names.includes('knex_migrations'))
    throw new Refusal('conflict', 'restore.notEmpty');
  for (const name of names.filter((one) => !TOOL_TABLES.includes(one))) {
    if ((await db(name).first(db.raw('1 as found'))) !== undefined)
      throw new Refusal('conflict', 'restore.notEmpty');
  }
}

async function clear(db: Knex): Promise<void> {
  const functions = (await db('pg_proc')
    .whereRaw('pronamespace = current_schema()::regnamespace')
    .whereRaw(`prorettype = 'trigger'::regtype`)
    .pluck('proname')) as string[];
  for (const name of await tableNames(db)) await db.raw('drop table ?? cascade', [name]);
  for (const name of functions) await db.raw('drop function ??()', [name]);
}

/** The database itself: nobody else is in it, and it is empty before and, when the work fails, afterwards. */
export async function postgresFresh(open: () => Knex): Promise<Omit<Fresh, 'dialect'>> {
  const withDatabase = async (work: (trx: Knex) => Promise<void>): Promise<void> => {
    const db = open();
    try {
      await db.transaction(work);
    } finally {
      await db.destroy();
    }
  };
  await withDatabase(async (trx) => {
    await assertEmpty(trx);
    await clear(trx);
    await trx.schema.createTable(UNFINISHED, (table) => {
      table.increments();
    });
  });
  return {
    keep: () => withDatabase((trx) => trx.schema.dropTable(UNFINISHED)),
    discard: () => withDatabase(clear),
  };
}

const KEYS = `
  select conname as name, conrelid::regclass::text as "table", pg_get_constraintdef(oid) as definition
    from pg_constraint
   where contype = 'f' and connamespace = current_schema()::regnamespace order by conname`;

/** Takes the foreign keys away for a while; making them again proves every row. */
export async function postgresFreely(trx: Knex, work: () => Promise<void>): Promise<void> {
  const { rows } = await trx.raw<{ rows: { name: string; table: string; definition: string }[] }>(
    KEYS,
  );
  for (const { name, table } of rows)
    await trx.raw('alter table ?? drop constraint ??', [table, name]);
  await work();
  for (const { name, table, definition } of rows) {
    // The definition comes from the database itself, a moment ago.
    await trx.raw('alter table ?? add constraint ?? '.concat(definition), [table, name]);
  }
}
