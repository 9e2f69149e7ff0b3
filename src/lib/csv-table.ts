import { parse } from 'csv-parse/sync';

/** What a spreadsheet would take for the beginning of a formula. */
const FORMULA = /^'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** A cell as it is written: one that would begin a formula begins with an apostrophe. */
export const guarded = (cell: string): string => (FORMULA.test(cell) ? `'${cell}` : cell);
const unguarded = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell) ? cell.slice(1) : cell;

/** The cells of a CSV file, whatever cuts them; the number of the row where it breaks off. */
export function csvTable(text: string): string[][] | { row: number } {
  try {
    const rows: string[][] = parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
    });
    return rows.map((row) => row.map(unguarded));
  } catch (error) {
    return { row: error instanceof Error && 'lines' in error ? Number(error.lines) : 1 };
  }
}

/** The sign that stands most often in the first lines, quoted cells aside. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000).replace(/"[^"]*"/g, '');
  const count = (sign: string): number => head.split(sign).length;
  return [',', ';', '\t', '|'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
