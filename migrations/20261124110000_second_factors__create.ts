import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** One row for whoever was asked for a second factor, began one or has one. */
  await db.schema.createTable('second_factors', (table) => {
    table.text('person_id').primary().references('people.id');
    /** Sealed with the data key. Without it there is no second factor. */
    table.text('secret_sealed');
    instantColumn(table, 'made_at');
    /** When one code showed that the application has the secret; the factor is asked for from then on. */
    instantColumn(table, 'confirmed_at');
    /** The newest step whose code was accepted: none up to it is accepted again. */
    table.integer('last_step');
    /** The first sign-in with a role that needs it. */
    instantColumn(table, 'asked_at');
    instantColumn(table, 'reset_at');
    table.text('reset_by').references('people.id');
    instantColumn(table, 'reset_announced_at');
  });
  /** Codes on paper for whoever has lost the application. */
  await db.schema.createTable('second_factor_codes', (table) => {
    table.text('digest').primary();
    table.text('person_id').notNullable().references('people.id');
    instantColumn(table, 'made_at').notNullable();
    instantColumn(table, 'used_at');
    table.index(['person_id']);
  });
  /** Whoever works with such a role already is asked from now on. */
  const staff = (await db('grants')
    .distinct('person_id')
    .whereNull('withdrawn_at')
    .whereNot('role', 'network_coordinator')) as { person_id: string }[];
  const asked_at = new Date().toISOString();
  for (const { person_id } of staff) await db('second_factors').insert({ person_id, asked_at });
}
