import type { Knex } from 'knex';
import type { Dialect } from '../../src/db/dialect/dialect.ts';
import * as counts from '../../migrations/20261126024000_enrolment_counts__create.ts';
import * as bands from '../../migrations/20261127100000_enrolment_band_counts__create.ts';
import * as learning from '../../migrations/20261126170000_learning_counts__create.ts';
import * as again from '../../migrations/20261126040300_enrolments__again_triggers__alter.ts';

/** Tables that grow with people, parents first, and the columns that name one person, enrolment, attempt or certificate. */
const TABLES = {
  people: ['id', 'username'],
  memberships: ['id', 'person_id'],
  privacy_acceptances: ['person_id'],
  enrolments: ['id', 'person_id'],
  lesson_progress: ['enrolment_id'],
  attempts: ['id', 'enrolment_id', 'person_id'],
  attempt_answers: ['attempt_id'],
  attempt_files: ['id', 'attempt_id'],
  attempt_grades: ['attempt_id'],
  attempt_corrections: ['attempt_id'],
  certificates: ['id', 'code', 'folio', 'enrolment_id', 'person_id'],
  certificate_events: ['id', 'certificate_id'],
} as const;

/**
 * Copies everybody of a filled database with all that she did, until there are so many people. Only whole copies of the
 * first people are made, so the last one may go a little beyond. Keys are proved, indexes filled and enrolments counted when all
 * of them are there, which takes a part of the time that row by row would. Spread, each copy lives in other municipalities of the
 * same states. Nobody else may have the database open.
 */
export async function multiplyPeople(
  dialect: Dialect,
  people: number,
  isSpread = false,
): Promise<void> {
  const db = dialect.openForMigrations();
  try {
    const count = (await db('people').count({ n: '*' }).first())?.n;
    const copies = Math.ceil(people / Number(count)) - 1;
    if (dialect.engine === 'sqlite') {
      // Millions of rows are filled in any order: with SQLite's usual 2 MB each page would be written again and again.
      await db.raw('pragma cache_size = -2000000');
      await db.raw('pragma temp_store = memory');
      // And each would be written twice, into the log and out of it.
      await db.raw('pragma journal_mode = memory');
      await db.raw('pragma synchronous = off');
    }
    await db.transaction((trx) =>
      dialect.freely(trx, () =>
        countedOnce(trx, dialect, () =>
          indexedOnce(trx, dialect, async () => {
            await beginCopies(trx, copies);
            for (const [table, keys] of Object.entries(TABLES))
              await multiply(trx, table, { keys, isSpread });
            for (const table of TEMPORARY) await trx.schema.dropTable(table);
          }),
        ),
      ),
    );
    if (dialect.engine === 'postgres') {
      await db.raw('vacuum analyze');
      // What was filled is on the disk before anything is measured.
      await db.raw('checkpoint');
    } else {
      await db.raw('pragma synchronous = full');
      await db.raw('pragma journal_mode = wal');
    }
  } finally {
    await db.destroy();
  }
}

const TRIGGERS = {
  enrolments: [
    ...['counted', 'uncounted', 'recounted', 'linked', 'unlinked', 'relinked'],
    ...['learned', 'relearned', 'unlearned'],
  ],
  attempts: ['tried', 'untried', 'retried', 'learned', 'relearned', 'unlearned'],
  lesson_progress: ['learned', 'relearned', 'unlearned'],
} as const;

const COUNTS = ['enrolment_counts', 'enrolment_band_counts', 'enrolment_count_changes'];
const LEARNING = ['learning_changes', 'learning_kept', 'learning_counts'];

/** Fills without the counts of enrolments and of what was learned, which their own migrations then make anew, as when a database in use is upgraded. */
async function countedOnce(trx: Knex, dialect: Dialect, fill: () => Promise<void>): Promise<void> {
  for (const [table, names] of Object.entries(TRIGGERS))
    for (const name of names)
      for (const sql of dialect.dropEachRow(`${table}_${name}`, table)) await trx.raw(sql);
  for (const index of ['counts', 'apart', 'withdrawn'])
    await trx.raw(`drop index ??`, [`enrolments_${index}_index`]);
  for (const column of ['tried_on', 'again'])
    await trx.raw('alter table enrolments drop column ??', [column]);
  for (const table of [...COUNTS, ...LEARNING]) await trx.schema.dropTable(table);
  await fill();
  // The first thing that the migration does is to drop the one that it found.
  await trx.raw('create index enrolments_counts_index on enrolments (id) where id is null');
  await counts.up(trx, dialect);
  await again.up(trx, dialect);
  await learning.up(trx, dialect);
  await bands.up(trx, dialect);
}

/** Fills without the indexes that prove nothing, and makes them afterwards. */
async function indexedOnce(trx: Knex, dialect: Dialect, fill: () => Promise<void>): Promise<void> {
  const tables = Object.keys(TABLES);
  const marks = tables.map(() => '?').join(', ');
  const found = await trx.raw<IndexRow[] | { rows: IndexRow[] }>(
    dialect.engine === 'sqlite'
      ? `select name, sql from sqlite_master where type = 'index' and sql is not null and tbl_name in (${marks})`
      : `select c.relname as name, pg_get_indexdef(i.indexrelid) as sql
           from pg_index i
           join pg_class c on c.oid = i.indexrelid
           join pg_class t on t.oid = i.indrelid
          where t.relnamespace = current_schema()::regnamespace and t.relname in (${marks})
            and not exists (select 1 from pg_constraint k where k.conindid = i.indexrelid)`,
    tables,
  );
  const indexes = 'rows' in found ? found.rows : found;
  for (const { name } of indexes) await trx.raw('drop index ??', [name]);
  await fill();
  for (const { sql } of indexes) await trx.raw(sql);
}
interface IndexRow {
  name: string;
  sql: string;
}

const TEMPORARY = ['first_places', 'first_states', 'first_copies'] as const;
const ROWS = 200;

/** The copies by number, with what is put behind every key, and the municipalities of each state by number. */
async function beginCopies(trx: Knex, copies: number): Promise<void> {
  await trx.raw(
    `create temporary table first_places as
       select cvegeo, state_code, row_number() over (partition by state_code order by cvegeo) - 1 as place from municipalities`,
  );
  await trx.raw('create unique index first_places_index on first_places (state_code, place)');
  await trx.raw(
    'create temporary table first_states as select state_code, count(*) as places from first_places group by state_code',
  );
  await trx.raw('create unique index first_states_index on first_states (state_code)');
  await trx.raw(
    'create temporary table first_copies (number integer primary key, suffix text not null)',
  );
  const rows = Array.from({ length: copies }, (_, at) => ({
    number: at + 1,
    suffix: `~${(at + 1).toString(36)}`,
  }));
  for (let from = 0; from < rows.length; from += ROWS)
    await trx('first_copies').insert(rows.slice(from, from + ROWS));
}

/** Where the enrolments of a copy lie: in the next municipality of their state. */
const NEXT_PLACE = `(select m.cvegeo from first_places m where m.state_code = f.state_code
  and m.place = c.number % (select s.places from first_states s where s.state_code = f.state_code))`;

/** Where an answer names a file, which is copied as well. */
const MARK = '#copy#';

async function multiply(
  trx: Knex,
  table: string,
  { keys, isSpread }: { keys: readonly string[]; isSpread: boolean },
): Promise<void> {
  const columns = Object.keys(await trx(table).columnInfo());
  const isAnswers = table === 'attempt_answers';
  const names = columns.map((column) => `"${column}"`).join(', ');
  const values = columns
    .map((column) => {
      if (isSpread && table === 'enrolments' && column === 'cvegeo')
        return `case when f.cvegeo is null then null else ${NEXT_PLACE} end`;
      if (isAnswers && column === 'response') return `replace(f.response, '${MARK}', c.suffix)`;
      return keys.includes(column) ? `f."${column}" || c.suffix` : `f."${column}"`;
    })
    .join(', ');
  // Names of tables and columns are constants of this file and of the schema. Copies of one row come one after the other, so
  // that those whose keys are neighbours are written together.
  /* eslint-disable no-restricted-syntax */
  await trx.raw(
    `create temporary table first_${table} as select * from ${table} order by ${keys[0] ?? ''}`,
  );
  if (isAnswers)
    await trx.raw(
      `update first_attempt_answers set response = replace(response, '"]', '${MARK}"]')
        where response in (select '["' || id || '"]' from attempt_files)`,
    );
  await trx.raw(
    `insert into ${table} (${names}) select ${values} from first_${table} f cross join first_copies c`,
  );
  await trx.raw(`drop table first_${table}`);
  /* eslint-enable no-restricted-syntax */
}
