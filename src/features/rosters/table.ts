import { FIELDS, fieldOf, type Field } from './fields.ts';

/** A table as text: what stands in each cell. */
export interface Table {
  /** Null for a file that has only one and no name for it. */
  name: string | null;
  rows: string[][];
}

/** How a table is to be read; a page shows it, and somebody may put it right. */
export interface Mapping {
  /** The row of the headings, from 0; -1 where there are none. */
  headings: number;
  /** What each column holds; null for what is not read. */
  columns: (Field | null)[];
}

/** Rows at the top of a table among which its headings are: titles and merged cells may stand above. */
export const TOP_ROWS = 15;
export const MOST_ROWS = 30_000;
export const MOST_COLUMNS = 40;
/** Whether the table says a field, or can be given a column that does. */
export const hasRoomFor = (field: Field, { columns }: Mapping): boolean =>
  columns.includes(field) || columns.length < MOST_COLUMNS;
const LONGEST_CELL = 300;

/** What the cells of a row say they hold, each field once. */
function columnsBy(row: readonly string[]): (Field | null)[] {
  const used = new Set<Field>();
  return row.map((heading) => {
    const field = fieldOf(heading);
    if (field === null || used.has(field)) return null;
    used.add(field);
    return field;
  });
}

const known = (columns: readonly (Field | null)[]): number =>
  columns.filter((field) => field !== null).length;

/** Proposes how a table is to be read, by the row among the first ones whose cells name most fields. */
export function guessMapping({ rows }: Table): Mapping {
  const width = Math.max(0, ...rows.slice(0, 200).map((row) => row.length));
  const full = (columns: readonly (Field | null)[]): (Field | null)[] =>
    Array.from({ length: width }, (_none, at) => columns[at] ?? null);
  let best: Mapping = { headings: -1, columns: full([]) };
  rows.slice(0, TOP_ROWS).forEach((row, at) => {
    const columns = columnsBy(row);
    if (known(columns) > known(best.columns)) best = { headings: at, columns: full(columns) };
  });
  return best;
}

/** The same with other headings or columns. Where somebody moved the headings, those that are known speak for what she left open. */
export function remapped(
  top: readonly (readonly string[])[],
  before: Mapping,
  { headings, columns }: { headings: number | null; columns: readonly (Field | null)[] },
): Mapping {
  const row = headings ?? before.headings;
  const said = before.columns.map((_none, at) => columns[at] ?? null);
  if (row !== before.headings)
    columnsBy(top[row] ?? []).forEach((field, at) => {
      if (field !== null && said[at] === null && !said.includes(field)) said[at] = field;
    });
  const used = new Set<Field>();
  return {
    headings: row,
    columns: said.map((field) => {
      if (field === null || used.has(field)) return null;
      used.add(field);
      return field;
    }),
  };
}

export const isBlank = (row: readonly string[]): boolean =>
  row.every((cell) => cell.replace(/[\s\u00a0\u200b]/g, '') === '');

/** A character of two halves is not cut in the middle. */
const shortened = (cell: string): string =>
  cell.length > LONGEST_CELL ? cell.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '') : cell;

/** Without what nobody reads: rows behind the last that says something, columns beyond the last, endless cells. */
export function trimmed({ name, rows }: Table): Table {
  let last = rows.length;
  while (last > 0 && isBlank(rows[last - 1] ?? [])) last -= 1;
  const kept = rows.slice(0, last);
  const width = Math.min(
    MOST_COLUMNS,
    kept.reduce(
      (most, row) => Math.max(most, row.findLastIndex((cell) => cell.trim() !== '') + 1),
      0,
    ),
  );
  return {
    name,
    rows: kept.map((row) => row.slice(0, width).map(shortened)),
  };
}

/** The cells of a row by what they hold, tidied. */
export function cellsOf(row: readonly string[], { columns }: Mapping): Record<Field, string> {
  const cells = Object.fromEntries(FIELDS.map((field) => [field, ''])) as Record<Field, string>;
  columns.forEach((field, at) => {
    if (field !== null) cells[field] = tidy(row[at] ?? '');
  });
  return cells;
}

const tidy = (cell: string): string =>
  cell
    .normalize('NFC')
    .replace(/[\u200b\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
