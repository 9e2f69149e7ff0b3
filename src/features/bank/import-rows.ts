import type { SourcePlace } from './formats/format.ts';
import { groupsIn } from './formats/sheet-read.ts';
import type { Staged } from './import.ts';

type Tables = Staged['sheets'];

/** A cell that may hold what is wrong with its question. */
export interface CellToMend {
  table: number;
  row: number;
  column: number;
  value: string;
}

/** What is wrong in more rows than these is wrong in the columns or in the file. One form takes no more than so many signs. */
const SHOWN = 25;
const MOST_CELLS = 600;
const MOST_SIGNS = 40_000;

/** The cells of questions that could not be read, by what tells where one begins. */
export function cellsToMend({ sheets, problems }: Staged): (place: SourcePlace) => CellToMend[] {
  const wrong = problems.slice(0, SHOWN);
  const found = new Map<string, CellToMend[]>();
  let count = 0;
  let signs = 0;
  sheets.forEach(({ sheet, mapping }, table) => {
    const rows = new Set(
      wrong.filter(({ place }) => place.sheet === sheet.name).map(({ place }) => place.number - 1),
    );
    if (rows.size === 0 || !mapping.columns.includes('stem')) return;
    for (const group of groupsIn(sheet, mapping)) {
      if (!rows.has(group.row)) continue;
      const cells = group.rows.flatMap((row) =>
        mapping.columns.flatMap((field, column) =>
          field === null ? [] : [{ table, row, column, value: sheet.rows[row]?.[column] ?? '' }],
        ),
      );
      count += cells.length;
      signs += cells.reduce((sum, { value }) => sum + value.length, 0);
      if (count > MOST_CELLS || signs > MOST_SIGNS) return;
      found.set(`${String(sheet.name)} ${String(group.row)}`, cells);
    }
  });
  return ({ sheet, number }) => found.get(`${String(sheet)} ${String(number - 1)}`) ?? [];
}

export const cellName = ({ table, row, column }: CellToMend): string =>
  `celda.${String(table)}.${String(row)}.${String(column)}`;

/** Cells as a form sends them, under the names of `cellName`. */
export const cellsIn = (sent: Readonly<Record<string, unknown>>): CellToMend[] =>
  Object.entries(sent).flatMap(([name, value]) => {
    const [, table, row, column] = /^celda\.(\d{1,2})\.(\d{1,6})\.(\d{1,2})$/.exec(name) ?? [];
    return typeof value === 'string' && table !== undefined
      ? [{ table: Number(table), row: Number(row), column: Number(column), value }]
      : [];
  });

/** The same tables with other words in some of their cells. Cells that no table has are left out. */
export function mended(tables: Tables, cells: readonly CellToMend[]): Tables {
  const copies = tables.map(({ sheet, mapping }) => ({
    sheet: { ...sheet, rows: [...sheet.rows] },
    mapping,
  }));
  for (const { table, row, column, value } of cells) {
    const { sheet, mapping } = copies[table] ?? {};
    const written = sheet?.rows[row];
    if (sheet === undefined || written === undefined || mapping?.columns[column] == null) continue;
    const next = Array.from(
      { length: Math.max(written.length, column + 1) },
      (_none, at) => written[at] ?? '',
    );
    next[column] = value.replace(/\r\n?/g, '\n');
    sheet.rows[row] = next;
  }
  return copies;
}
