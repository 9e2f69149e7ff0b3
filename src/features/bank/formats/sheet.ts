import { fieldOf, type Field } from './sheet-fields.ts';
import { isYesNo, resolveRight } from './sheet-key.ts';
import { letter } from './names.ts';

/** A sheet as text: what stands in each cell. */
export interface Sheet {
  /** Null for a file that has only one and no name for it. */
  name: string | null;
  rows: string[][];
}

/** Columns beyond these ask nothing, whatever stands in them. */
export const MOST_COLUMNS = 500;

/** How a sheet is to be read; a page can show it and let somebody put it right. */
export interface SheetMapping {
  /** The row of the headings, from 0; -1 where there are none. */
  headings: number;
  /** Whether each question has one row, or each option has. */
  layout: 'questions' | 'options';
  /** What each column holds; null for what is not read. */
  columns: (Field | null)[];
}

/** The sheet of our template that says how to fill in the other one. */
export const INSTRUCTIONS = 'Instrucciones';

/** A sheet that people read, and nobody else. */
export const isForPeople = ({ name }: Sheet): boolean =>
  name?.trim().toLowerCase() === INSTRUCTIONS.toLowerCase();

const SEEN = 200;

/** Proposes how a sheet is to be read, by its headings or, where it has none, by its shape. */
export function guessMapping({ rows }: Sheet): SheetMapping {
  const found = headingRow(rows, (fields) => fields.has('stem') && fields.size >= 2);
  if (found !== null) return withLayout(withKey(byHeadings(rows, found), rows), rows);
  // A row that begins with a number and ends with a letter names two fields by chance.
  const half = headingRow(rows, (fields) => fields.size >= 3);
  if (half === null) return byShape(rows);
  return withLayout(withKey(withStem(byHeadings(rows, half), rows), rows), rows);
}

/** Rows at the top of a sheet among which its headings are. */
export const TOP_ROWS = 15;

/** The row among the first ones whose cells name most fields: titles and instructions may stand above it. */
function headingRow(
  rows: readonly string[][],
  isOne: (fields: ReadonlySet<Field>) => boolean,
): number | null {
  let best: { row: number; named: number } | null = null;
  rows.slice(0, TOP_ROWS).forEach((row, at) => {
    const fields = new Set(row.map(fieldOf).filter((field) => field !== null));
    if (isOne(fields) && fields.size > (best?.named ?? 0)) best = { row: at, named: fields.size };
  });
  return (best as { row: number } | null)?.row ?? null;
}

/** What asks stands under a heading that nobody knows: the longest texts. */
function withStem(mapping: SheetMapping, rows: readonly string[][]): SheetMapping {
  const { headings } = mapping;
  const long = mapping.columns.map((field, at) =>
    field === null ? meanLength(cellsOf(rows, headings, at)) : 0,
  );
  const stem = long.indexOf(Math.max(...long));
  const columns = mapping.columns.map((field, at) => (at === stem && !field ? 'stem' : field));
  return { ...mapping, columns };
}

/** What says which option is right stands under a heading that nobody knows: cells that name one. */
function withKey(mapping: SheetMapping, rows: readonly string[][]): SheetMapping {
  const { headings, columns } = mapping;
  const at = columns.map((_field, column) => column);
  const options = at.filter((column) => columns[column]?.startsWith('option.') === true);
  if (options.length < 2 || columns.includes('correct') || columns.includes('mark')) return mapping;
  const unknown = at.filter(
    (column) =>
      columns[column] === null && !isCount(cellsOf(rows, headings, column).filter(Boolean)),
  );
  const key = keyColumn(rows.slice(headings + 1), unknown, options);
  if (key === null) return mapping;
  return {
    ...mapping,
    columns: columns.map((field, column) => (column === key ? 'correct' : field)),
  };
}

const meanLength = (cells: readonly string[]): number => {
  const filled = cells.filter((cell) => cell !== '');
  // One cell alone is a title.
  return filled.length < 2 ? 0 : filled.join('').length / filled.length;
};

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

/** Where the headings are none that is known: the longest texts ask, a column that names the others' texts or letters is the key. */
function byShape(rows: readonly string[][]): SheetMapping {
  const width = Math.max(0, ...rows.slice(0, SEEN).map((row) => row.length));
  const filled = Array.from({ length: width }, (_none, column) =>
    cellsOf(rows, -1, column).filter((cell) => cell !== ''),
  );
  const mean = filled.map(meanLength);
  const columns = Array.from<unknown, Field | null>({ length: width }, () => null);
  const longest = Math.max(...mean, 0);
  const stem = longest > 0 ? mean.indexOf(longest) : filled.findIndex(({ length }) => length > 0);
  if (stem < 0) return { headings: -1, layout: 'questions', columns };
  columns[stem] = 'stem';
  const counts = filled.findIndex((column, at) => at !== stem && isCount(column));
  if (counts >= 0) columns[counts] = 'number';
  const others = filled
    .map((_column, at) => at)
    .filter((at) => columns[at] === null && (filled[at]?.length ?? 0) > 0);
  const keyIn = (some: readonly number[]): number | null =>
    some.length > 2 ? keyColumn(rows, some, some) : null;
  const behind = others.filter((at) => at > stem);
  const behindKey = keyIn(behind);
  // What stands before the question is not an answer, unless a key says that it is.
  const key = behindKey ?? keyIn(others);
  const rest = behindKey === null && key !== null ? others : behind;
  const headings = key === null ? -1 : headingsAbove(rows, key, rest);
  if (key !== null) columns[key] = 'correct';
  let options = 0;
  for (const at of rest) {
    if (columns[at] !== null) continue;
    // A heading that is known says what a column is better than its shape does.
    const said = headings < 0 ? null : fieldOf(rows[headings]?.[at] ?? '');
    const isFree = said !== null && !said.includes('option') && !columns.includes(said);
    columns[at] = isFree ? said : `option.${letter(options)}`;
    if (!isFree) options += 1;
  }
  return { headings, layout: 'questions', columns };
}

/** Numbers that grow, under a title and a heading at most. */
function isCount(column: readonly string[]): boolean {
  const numbers = column.flatMap((cell) =>
    /^\d{1,4}[.)]?$/.test(cell) ? [parseInt(cell, 10)] : [],
  );
  return (
    numbers.length > 1 &&
    numbers.length >= column.length - 2 &&
    numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? 0))
  );
}

const isFilled = (row: readonly string[], column: number): boolean =>
  (row[column]?.trim() ?? '') !== '';

const names = (row: readonly string[], key: number, options: readonly number[]): boolean =>
  resolveRight(
    row[key]?.trim() ?? '',
    options.filter((at) => at !== key).map((at) => row[at] ?? ''),
  ) !== null;

/** Of so many cells that say which option is right, these may say something else: headings and mistakes. */
const mostWrong = (said: number): number => Math.max(1, said / 10);

/** The last of these columns whose cells name an option of their row. */
function keyColumn(
  rows: readonly string[][],
  columns: readonly number[],
  options: readonly number[],
): number | null {
  const isKey = (at: number): boolean => {
    const said = rows.slice(0, SEEN).filter((row) => isFilled(row, at));
    const wrong = said.filter((row) => !names(row, at, options)).length;
    return wrong < said.length && wrong <= mostWrong(said.length);
  };
  return [...columns].reverse().find(isKey) ?? null;
}

/** The row above the first one whose key names an option, where it is filled as those are; -1 where there is none. */
function headingsAbove(rows: readonly string[][], key: number, rest: readonly number[]): number {
  const first = rows.findIndex((row) => names(row, key, rest));
  for (let at = first - 1; at >= 0; at -= 1)
    if (rest.filter((column) => isFilled(rows[at] ?? [], column)).length > 1) return at;
  return -1;
}
