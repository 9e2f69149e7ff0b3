import { Flag, Instant, toColumn } from './columns.ts';
import type { Row } from './batches.ts';
import type { ColumnKind, Table } from './dialect/schema.ts';

/** A value as JSON can carry it, the same from every engine. */
export type Plain = string | number | boolean | null;

const number = (value: unknown): number => {
  const read = Number(value);
  if (Number.isInteger(read) && !Number.isSafeInteger(read))
    throw new Error('A number is too large to be carried over exactly');
  return read;
};

const TO_PLAIN: Record<ColumnKind, (value: unknown) => Plain> = {
  text: String,
  integer: number,
  decimal: number,
  boolean: (value) => Flag.parse(value),
  instant: (value) => toColumn(Instant.parse(value)),
  bytes: (value) => (value as Buffer).toString('base64'),
};

/** A row as every engine would tell it. */
export const toPlain = ({ columns }: Table, row: Row): Record<string, Plain> =>
  Object.fromEntries(
    columns.map(({ name, kind }) => {
      const value = row[name];
      return [name, value === null || value === undefined ? null : TO_PLAIN[kind](value)];
    }),
  );

const fromBase64 = (text: string): Buffer => Buffer.from(text, 'base64');

/** The same row as a query takes it. Throws on a column that the table does not have. */
export function fromPlain({ name: table, columns }: Table, plain: Row): Row {
  const kinds = new Map(columns.map(({ name, kind }) => [name, kind]));
  return Object.fromEntries(
    Object.entries(plain).map(([name, value]) => {
      const kind = kinds.get(name);
      if (kind === undefined) throw new Error(`Unknown column: ${table}.${name}`);
      return [name, kind === 'bytes' && typeof value === 'string' ? fromBase64(value) : value];
    }),
  );
}
