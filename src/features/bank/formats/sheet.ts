import { fieldOf, type Field } from './sheet-fields.ts';
import { isYesNo, resolveRight } from './sheet-key.ts';
import { letter } from './names.ts';

/** A sheet as text: what stands in each cell. */
export interface Sheet {
  /** Null for a file that has only one and no name for it. */
  name: string | null;
  rows: string[][];
}

/** How a sheet is to be read; a page can show it and let somebody put it right. */
export interface SheetMapping {
  /** The row of the headings, from 0; -1 where there are none. */
  headings: number;
  /** Whether each question has one row, or each option has. */
  layout: 'questions' | 'options';
  /** What each column holds; null for what is not read. */
  columns: (Field | null)[];
}

const SEEN = 200;

/** Proposes how a sheet is to be read, by its headings or, where it has none, by its shape. */
export function guessMapping({ rows }: Sheet): SheetMapping {
  const found = headingRow(rows);
  return found === null ? byShape(rows) : withLayout(byHeadings(rows, found), rows);
}

/** The row among the first ones whose cells name most fields: titles and instructions may stand above it. */
function headingRow(rows: readonly string[][]): number | null {
  let best: { row: number; named: number } | null = null;
  rows.slice(0, 15).forEach((row, at) => {
    const fields = new Set(row.map(fieldOf).filter((field) => field !== null));
    const named = fields.size;
    if (fields.has('stem') && named >= 2 && named > (best?.named ?? 1)) best = { row: at, named };
  });
  return (best as { row: number } | null)?.row ?? null;
}

function byHeadings(rows: readonly string[][], headings: number): SheetMapping {
  const used = new Set<Field>();
  const columns = (rows[headings] ?? []).map((heading) => {
    const field = fieldOf(heading);
    if (field === null || used.has(field)) return null;
    used.add(field);
    return field;
  });
  return { headings, layout: 'questions', columns };
}

const cellsOf = (rows: readonly string[][], headings: number, column: number): string[] =>
  rows.slice(headings + 1, headings + 1 + SEEN).map((row) => row[column]?.trim() ?? '');

/** Where one column holds the options, each has a row of its own. */
function withLayout(mapping: SheetMapping, rows: readonly string[][]): SheetMapping {
  const { headings } = mapping;
  const hasLettered = mapping.columns.some((field) => field?.startsWith('option.') === true);
  const columns = mapping.columns.map((field) =>
    hasLettered && field === 'option' ? null : field,
  );
  if (!columns.includes('option')) return { ...mapping, columns };
  const key = columns.indexOf('correct');
  // «Correcta» beside the options says of each whether it is.
  if (key >= 0 && !columns.includes('mark')) {
    const said = cellsOf(rows, headings, key).filter((cell) => cell !== '');
    if (said.every(isYesNo)) columns[key] = 'mark';
  }
  const reason = columns.indexOf('feedback');
  if (reason >= 0 && !columns.includes('reason')) columns[reason] = 'reason';
  return { headings, layout: 'options', columns };
}

/** Without headings: the longest texts ask, a column that names the others' texts or letters is the key. */
function byShape(rows: readonly string[][]): SheetMapping {
  const width = Math.max(0, ...rows.slice(0, SEEN).map((row) => row.length));
  const cells = Array.from({ length: width }, (_none, column) => cellsOf(rows, -1, column));
  const filled = cells.map((column) => column.filter((cell) => cell !== ''));
  const mean = filled.map((column) =>
    column.length === 0 ? 0 : column.reduce((sum, cell) => sum + cell.length, 0) / column.length,
  );
  const columns = Array.from<unknown, Field | null>({ length: width }, () => null);
  const stem = mean.indexOf(Math.max(...mean));
  if (width === 0 || stem < 0) return { headings: -1, layout: 'questions', columns };
  columns[stem] = 'stem';
  const isCount = (column: readonly string[]): boolean =>
    column.length > 1 &&
    column.every(
      (cell, at) =>
        /^\d{1,4}[.)]?$/.test(cell) && parseInt(cell, 10) === parseInt(column[0] ?? '', 10) + at,
    );
  const before = filled.findIndex((column, at) => at < stem && isCount(column));
  if (before >= 0) columns[before] = 'number';
  const rest = cells
    .map((_column, at) => at)
    .filter((at) => at > stem && (filled[at]?.length ?? 0) > 0);
  const key = [...rest].reverse().find((at) => {
    const others = rest.filter((other) => other !== at);
    return rows.slice(0, SEEN).every((row) => {
      const said = row[at]?.trim() ?? '';
      return (
        said === '' ||
        resolveRight(
          said,
          others.map((other) => row[other] ?? ''),
        ) !== null
      );
    });
  });
  if (key !== undefined && rest.length > 2) columns[key] = 'correct';
  rest
    .filter((at) => columns[at] === null)
    .forEach((at, index) => {
      columns[at] = `option.${letter(index)}`;
    });
  return { headings: -1, layout: 'questions', columns };
}
