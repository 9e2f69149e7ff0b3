import { z } from 'zod';
import { toColumn } from '../../db/columns.ts';
import type { Db } from '../../db/connection.ts';
import type { Sealer } from '../../lib/sealed.ts';
import { openEmail, openKey, openPendingEmail, openPhone } from '../accounts/contact-seals.ts';
import { answerPlace } from '../accounts/optional-questions-service.ts';
import { placeOfMessage } from '../messages/repository.ts';
import { wishOf } from './data-request-seals.ts';
import { givenColumns, type TableOfData } from './personal-columns.ts';
import { PERSONAL_DATA } from './personal-data.ts';
import { namesOf } from './package-names.ts';

type Value = string | number | boolean | null;

/** Rows of one table as they are handed over. */
export interface Section {
  table: string;
  columns: string[];
  rows: Value[][];
}

const MOST_ROWS = 50_000;

const Cell = z
  .union([z.string(), z.number(), z.boolean(), z.null(), z.date()])
  .transform((value): Value => (value instanceof Date ? toColumn(value) : value));
const Row = z.record(z.string(), Cell);
type Row = z.output<typeof Row>;

/** How the sealed columns open; what they need to know beside the value is read with them. */
const SEALED: Record<string, { needs: string[]; open: (seal: Sealer, row: Row) => string }> = {
  'people.phone_sealed': {
    needs: ['id'],
    open: (seal, row) => openPhone(seal, text(row['id']), text(row['phone_sealed'])),
  },
  'people.email_sealed': {
    needs: ['id'],
    open: (seal, row) => openEmail(seal, text(row['id']), text(row['email_sealed'])),
  },
  'people.curp_sealed': {
    needs: ['id'],
    open: (seal, row) => openKey(seal, text(row['id']), 'curp', text(row['curp_sealed'])),
  },
  'people.cuip_sealed': {
    needs: ['id'],
    open: (seal, row) => openKey(seal, text(row['id']), 'cuip', text(row['cuip_sealed'])),
  },
  'email_confirmations.email_sealed': {
    needs: ['person_id'],
    open: (seal, row) => openPendingEmail(seal, text(row['person_id']), text(row['email_sealed'])),
  },
  'optional_answers.value_sealed': {
    needs: ['person_id'],
    open: (seal, row) =>
      seal.open(
        text(row['value_sealed']),
        answerPlace(text(row['person_id']), text(row['question'])),
      ),
  },
  'messages.body_sealed': {
    needs: ['id'],
    open: (seal, row) => seal.open(text(row['body_sealed']), placeOfMessage(text(row['id']))),
  },
  'data_requests.wish_sealed': {
    needs: ['id'],
    open: (seal, row) => seal.open(text(row['wish_sealed']), wishOf(text(row['id']))),
  },
  'data_requests.answer_sealed': {
    needs: ['id'],
    open: (seal, row) => seal.open(text(row['answer_sealed']), wishOf(text(row['id']))),
  },
};

/** Reasons that she reads: sealed in the place that their row names. */
for (const table of ['cohort_requests', 'due_extensions', 'external_certificates'])
  SEALED[`${table}.reason_sealed`] = {
    needs: ['id'],
    open: (seal, row) => seal.open(text(row['reason_sealed']), `${table} ${text(row['id'])}`),
  };

/** SQLite keeps a yes as 1. */
const YES_OR_NO = new Set([
  ...['alternative', 'digest_email', 'discreet', 'email_recovery', 'new_passed', 'old_passed'],
  ...['passed', 'recovery', 'shared'],
]);
const told = (column: string, value: Value): Value =>
  YES_OR_NO.has(column) && typeof value === 'number' ? value === 1 : value;

const text = (value: Value | undefined): string => String(value ?? '');

/** What somebody else who hands the package over must not read: whole tables, and what the registry calls delicate. */
const NOT_THROUGH_OTHERS = new Set(['optional_answers', 'threads', 'messages', 'attempt_answers']);

const columnsFor = (table: string, of: TableOfData, forOther: boolean): string[] =>
  forOther && NOT_THROUGH_OTHERS.has(table)
    ? []
    : givenColumns(of).filter((column) => !forOther || of.personal[column]?.[0] !== 'sensitive');

/** Everything kept about a person, table by table, as the registry says; sealed values are open. */
export async function contentsOf(
  db: Db,
  seal: Sealer,
  { personId, forOther }: { personId: string; forOther: boolean },
): Promise<Section[]> {
  const sections: Section[] = [];
  const nameOf = namesOf(db);
  for (const [table, of] of Object.entries(PERSONAL_DATA)) {
    const columns = columnsFor(table, of, forOther);
    if (of.hers === null || columns.length === 0) continue;
    const sealed = columns.filter((column) => Object.hasOwn(SEALED, `${table}.${column}`));
    const needed = sealed.flatMap((column) => SEALED[`${table}.${column}`]?.needs ?? []);
    const asked = [...new Set([...columns, ...needed])].map((column) => `t.${column}`);
    const found: unknown[] = await db(`${table} as t`)
      .select(asked)
      .whereRaw(of.hers, Array<string>((of.hers.match(/\?/g) ?? []).length).fill(personId))
      .limit(MOST_ROWS);
    const rows: Value[][] = [];
    for (const one of found) {
      const row = Row.parse(one);
      const values: Value[] = [];
      for (const column of columns) {
        const value = row[column] ?? null;
        const how = SEALED[`${table}.${column}`];
        if (value !== null && how !== undefined) values.push(how.open(seal, row));
        else values.push(await nameOf(column, told(column, value)));
      }
      rows.push(values);
    }
    if (rows.length > 0) sections.push({ table, columns, rows });
  }
  return sections;
}
