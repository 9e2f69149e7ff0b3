import type { Knex } from 'knex';
import type { Dialect } from '../../src/db/dialect/dialect.ts';

/** Tables that grow with people, parents first, and the columns that name one person, enrolment, attempt or certificate. */
const TABLES = {
  people: ['id', 'username'],
  memberships: ['id', 'person_id'],
  privacy_acceptances: ['person_id'],
  enrolments: ['id', 'person_id'],
  lesson_progress: ['enrolment_id'],
  attempts: ['id', 'enrolment_id', 'person_id'],
  attempt_answers: ['attempt_id'],
  certificates: ['id', 'code', 'folio', 'enrolment_id', 'person_id'],
  certificate_events: ['id', 'certificate_id'],
} as const;

/**
 * Copies everybody of a filled database with all that she did, until there are so many people. Only whole copies of the
 * first people are made, so the last one may go a little beyond. Keys are proved when all of them are there, which takes
 * PostgreSQL a part of the time that row by row would. Spread, each copy lives in other municipalities of the same states.
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
    // Indexes of millions of rows are filled in any order: with SQLite's usual 2 MB each page would be written again and again.
    if (dialect.engine === 'sqlite') {
      await db.raw('pragma cache_size = -2000000');
      await db.raw('pragma temp_store = memory');
    }
    await db.transaction((trx) =>
      dialect.freely(trx, async () => {
        await trx.raw(
          `create temporary table first_places as
             select cvegeo, state_code, row_number() over (partition by state_code order by cvegeo) - 1 as place,
                    count(*) over (partition by state_code) as places from municipalities`,
        );
        await trx.raw('create index first_places_index on first_places (state_code, place)');
        for (const [table, keys] of Object.entries(TABLES))
          await multiply(trx, table, { keys, copies, isSpread });
        await trx.raw('drop table first_places');
      }),
    );
    if (dialect.engine === 'postgres') {
      await db.raw('vacuum analyze');
      // What was filled is on the disk before anything is measured.
      await db.raw('checkpoint');
    }
  } finally {
    await db.destroy();
  }
}

/** Where the enrolments of a copy lie: in the next municipality of their state. */
const NEXT_PLACE = `(select m.cvegeo from first_places m where m.state_code = first_enrolments.state_code
  and m.place = ? % (select max(n.places) from first_places n where n.state_code = first_enrolments.state_code))`;

async function multiply(
  trx: Knex,
  table: string,
  { keys, copies, isSpread }: { keys: readonly string[]; copies: number; isSpread: boolean },
): Promise<void> {
  const isMoved = (column: string): boolean =>
    isSpread && table === 'enrolments' && column === 'cvegeo';
  const columns = Object.keys(await trx(table).columnInfo());
  const names = columns.map((column) => `"${column}"`).join(', ');
  const values = columns
    .map((column) => {
      if (isMoved(column)) return `case when cvegeo is null then null else ${NEXT_PLACE} end`;
      return keys.includes(column) ? `"${column}" || ?` : `"${column}"`;
    })
    .join(', ');
  // Names of tables and columns are constants of this file and of the schema.
  /* eslint-disable no-restricted-syntax */
  await trx.raw(`create temporary table first_${table} as select * from ${table}`);
  for (let copy = 1; copy <= copies; copy += 1) {
    await trx.raw(
      `insert into ${table} (${names}) select ${values} from first_${table}`,
      columns.flatMap((column): (string | number)[] => {
        if (isMoved(column)) return [copy];
        return keys.includes(column) ? [`~${copy.toString(36)}`] : [];
      }),
    );
  }
  await trx.raw(`drop table first_${table}`);
  /* eslint-enable no-restricted-syntax */
}
