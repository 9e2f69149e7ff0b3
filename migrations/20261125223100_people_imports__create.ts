import type { Knex } from 'knex';
import { instantColumn } from '../src/db/columns.ts';

export async function up(db: Knex): Promise<void> {
  /** A table of people: read and shown first, then added some at a time, perhaps taken back. */
  await db.schema.createTable('people_imports', (table) => {
    table.text('id').primary();
    /** Null: whoever operates the server. */
    table.text('made_by').references('people.id');
    instantColumn(table, 'made_at').notNullable();
    /** read, adding, added, undoing, undone or forgotten. */
    table.text('status').notNullable();
    table.text('file_name').notNullable();
    /** JSON: the row of the headings and what each column holds. */
    table.text('mapping').notNullable();
    /** Rows of the table, the headings among them; how many of them have been dealt with. */
    table.integer('rows').notNullable();
    table.integer('done').notNullable();
    /** Sealed JSON: what would become of the rows, and what was decided about them. */
    table.text('plan_sealed');
    /** JSON: counts of what became of them. */
    table.text('outcome');
    /** What those whom it made have in the place of a password until they choose one. */
    table.text('no_password');
    instantColumn(table, 'ended_at');
    table.index(['made_by', 'made_at']);
    table.index(['status']);
  });
  /** The rows, sealed, so many in each piece. Gone when they have been dealt with. */
  await db.schema.createTable('people_import_pieces', (table) => {
    table.text('import_id').notNullable().references('people_imports.id');
    table.integer('number').notNullable();
    table.text('sealed').notNullable();
    table.primary(['import_id', 'number']);
  });
  /** Each thing that an import made or changed, to be taken back. */
  await db.schema.createTable('people_import_acts', (table) => {
    table.text('id').primary();
    table.text('import_id').notNullable().references('people_imports.id');
    table.integer('row').notNullable();
    table.text('person_id').notNullable().references('people.id');
    /** person, membership, membership-ended, enrolment, enrolment-resumed, cohort, changed; stayed: it cannot be taken back. */
    table.text('kind').notNullable();
    table.text('object_id');
    /** Sealed JSON of values before and after. */
    table.text('change_sealed');
    table.index(['import_id', 'kind', 'row']);
    table.index(['person_id']);
  });
}
