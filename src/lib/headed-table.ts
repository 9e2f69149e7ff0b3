import { csvTable } from './csv-table.ts';
import { toSearchText } from './search-text.ts';

/** A row that says something. `row` is its number as a spreadsheet counts; an unknown column has empty cells. */
export interface HeadedRow<Field extends string> {
  row: number;
  cell: (field: Field) => string;
}

export type HeadedTable<Field extends string> =
  | { ok: true; rows: HeadedRow<Field>[] }
  /** It breaks off at a row, or its first row lacks a column that is needed. */
  | { ok: false; row: number; why: 'broken' | 'heads' };

/** A cell as it is compared: one line, single spaces. */
export const tidy = (cell: string | undefined): string =>
  (cell ?? '').normalize('NFC').replace(/\s+/g, ' ').trim();

/** Reads a table whose first row names its columns, in any order, by what each may be called. Its cells come tidied. */
export function headedTable<Field extends string>(
  text: string,
  names: readonly (readonly [RegExp, Field])[],
  needed: readonly Field[],
): HeadedTable<Field> {
  const table = csvTable(text);
  if (!Array.isArray(table)) return { ok: false, row: table.row, why: 'broken' };
  const [heads = [], ...body] = table;
  const fields = heads.map(
    (head) => names.find(([pattern]) => pattern.test(toSearchText(head)))?.[1] ?? null,
  );
  if (!needed.every((field) => fields.includes(field))) return { ok: false, row: 1, why: 'heads' };
  const rows = body
    .map((cells, at) => ({ cells: cells.map(tidy), row: at + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
    .map(({ cells, row }) => ({
      row,
      cell: (field: Field) => cells[fields.indexOf(field)] ?? '',
    }));
  return { ok: true, rows };
}
