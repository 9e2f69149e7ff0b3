import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  await db.schema.createTable('people', (table) => {
    table.text('id').primary();
    table.text('username').notNullable().unique();
    table.text('display_name').notNullable();
    table.text('search_text').notNullable();
    table.text('password_hash').notNullable();
    table.text('sex').notNullable();
    table.string('cvegeo', 5).references('municipalities.cvegeo');
    table.string('state_code', 2).references('states.code');
    table.text('institution_id').references('institutions.id');
    table.text('network_id').references('networks.id');
    /** Copied from the institution, community without one: which side of the wall. */
    table.text('side').notNullable();
    table.text('rank_band');
    /** Sealed with the data key. */
    table.text('phone_sealed');
    table.text('email_sealed');
    table.text('email_digest').unique();
    table.boolean('email_recovery').notNullable();
    table.text('language').notNullable();
    table.boolean('discreet').notNullable();
    table.integer('extra_time_percent').notNullable();
    /** active, frozen (hidden under threat) or closed. */
    table.text('status').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'closed_at');
    table.boolean('demo').notNullable();
    table.index(['network_id']);
    table.index(['institution_id']);
    table.index(['state_code', 'cvegeo']);
  });
  await db.schema.createTable('memberships', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    table.text('institution_id').references('institutions.id');
    table.text('network_id').references('networks.id');
    table.text('role').notNullable();
    table.string('from_on', 10).notNullable();
    table.string('to_on', 10);
    table.index(['person_id']);
    table.index(['network_id']);
  });
  /** Each answer stands alone, with its own consent; the value is sealed. */
  await db.schema.createTable('optional_answers', (table) => {
    table.text('person_id').notNullable().references('people.id');
    table.text('question').notNullable();
    table.text('value_sealed');
    instantColumn(table, 'consented_at').notNullable();
    instantColumn(table, 'withdrawn_at');
    table.primary(['person_id', 'question']);
  });
  await db.schema.createTable('sessions', (table) => {
    table.text('id_hash').primary();
    table.text('person_id').references('people.id');
    table.text('data').notNullable();
    table.boolean('shared').notNullable();
    table.text('device').notNullable();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'last_seen_at').notNullable();
    instantColumn(table, 'expires_at').notNullable();
    table.index(['person_id']);
    table.index(['expires_at']);
  });
  await db.schema.createTable('privacy_acceptances', (table) => {
    table.text('person_id').notNullable().references('people.id');
    table.integer('version').notNullable();
    instantColumn(table, 'accepted_at').notNullable();
    table.primary(['person_id', 'version']);
  });
  await db.schema.createTable('recoveries', (table) => {
    table.text('id').primary();
    table.text('person_id').notNullable().references('people.id');
    table.text('asked_by').references('people.id');
    instantColumn(table, 'asked_at').notNullable();
    table.text('confirmed_by').references('people.id');
    instantColumn(table, 'confirmed_at');
    table.text('code_digest').unique();
    instantColumn(table, 'expires_at');
    instantColumn(table, 'used_at');
    instantColumn(table, 'refused_at');
    instantColumn(table, 'announced_at');
    table.index(['person_id']);
  });
  await db.schema.createTable('settings', (table) => {
    table.text('name').primary();
    table.text('value').notNullable();
    instantColumn(table, 'changed_at').notNullable();
    table.text('changed_by').references('people.id');
  });
  /** The single-use links that make the first platform administrator. */
  await db.schema.createTable('setup_links', (table) => {
    table.text('code_digest').primary();
    instantColumn(table, 'created_at').notNullable();
    instantColumn(table, 'expires_at').notNullable();
    instantColumn(table, 'used_at');
  });
}
