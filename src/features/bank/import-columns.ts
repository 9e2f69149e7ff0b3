import { fieldOf, type Field } from './formats/sheet-fields.ts';
import { TOP_ROWS } from './formats/sheet.ts';
import type { Staged } from './import.ts';

/** What somebody may say that a column holds. */
export const FIELDS_OFFERED: readonly Field[] = [
  'stem',
  'type',
  'correct',
  ...(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const).flatMap((letter): Field[] => [
    `option.${letter}`,
    `reason.${letter}`,
    `share.${letter}`,
  ]),
  'feedback',
  'category',
  'objective',
  'bloom',
  'pillar',
  'topic',
  'difficulty',
  'form',
  'tags',
  'weight',
  'critical',
  'option',
  'mark',
  'reason',
  'number',
];

/** How somebody says that a table is to be read. */
export interface TableReading {
  /** Null where nothing is said of it. */
  headings: number | null;
  columns: (Field | null)[];
}

/** Tables as a form sends them: `columna.0.3` is the fourth column of the first, `encabezados.0` the row of its headings. */
export function readingsIn(sent: Readonly<Record<string, unknown>>): TableReading[] {
  const tables: TableReading[] = [];
  const table = (at: string): TableReading =>
    (tables[Number(at)] ??= { headings: null, columns: [] });
  for (const [name, value] of Object.entries(sent)) {
    const [, of, column] = /^columna\.(\d{1,2})\.(\d{1,2})$/.exec(name) ?? [];
    if (of !== undefined && column !== undefined)
      table(of).columns[Number(column)] = FIELDS_OFFERED.find((field) => field === value) ?? null;
    const [, headed] = /^encabezados\.(\d{1,2})$/.exec(name) ?? [];
    const row = Number(value);
    if (headed !== undefined && Number.isInteger(row) && row >= -1 && row < TOP_ROWS)
      table(headed).headings = row;
  }
  return tables;
}

/** The same tables, to be read as somebody says. Where she moved the headings, those that are known speak for columns that she left open. */
export const reread = (
  tables: Staged['sheets'],
  readings: readonly (TableReading | undefined)[],
): Staged['sheets'] =>
  tables.map(({ sheet, mapping }, at) => {
    const said = readings[at];
    const headings = said?.headings ?? mapping.headings;
    const columns = mapping.columns.map((_none, column) => said?.columns[column] ?? null);
    if (headings !== mapping.headings)
      columns.forEach((field, column) => {
        const named = fieldOf(sheet.rows[headings]?.[column] ?? '');
        if (field === null && named !== null && !columns.includes(named)) columns[column] = named;
      });
    const layout = columns.includes('option') ? ('options' as const) : ('questions' as const);
    return { sheet, mapping: { headings, layout, columns } };
  });
