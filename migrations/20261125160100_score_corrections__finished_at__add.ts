import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

/** When every attempt that had ended followed a correction; null while some of them still have to. */
export async function up(db: Knex): Promise<void> {
  await db.schema.alterTable('score_corrections', (table) => {
    instantColumn(table, 'finished_at');
  });
  await db('score_corrections').update({ finished_at: db.ref('made_at') });
}
