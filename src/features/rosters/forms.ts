import { z } from 'zod';
import { MASKED } from './curp.ts';
import { FIELDS, type Field } from './fields.ts';
import { EXPORT_REASONS } from './export-service.ts';
import type { Cell } from './staging-service.ts';
import { MOST_COLUMNS, TOP_ROWS, type Mapping } from './table.ts';

export const PageQuery = z.object({
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
  dudas: z.coerce.number().int().min(1).max(10_000).catch(1),
  espera: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export const TemplateQuery = z.object({ formato: z.enum(['csv', 'xlsx']).catch('xlsx') });

const Password = z.string().max(512).default('');
export const SlipsForm = z.object({
  pagina: z.coerce.number().int().min(1).max(10_000),
  password_actual: Password,
});
export const ExportForm = z.object({
  motivo: z.enum(EXPORT_REASONS),
  formato: z.enum(['csv', 'xlsx']).default('csv'),
  password_actual: Password,
});

type Sent = Readonly<Record<string, unknown>>;
const DECISIONS = ['misma', 'otra', 'fuera'] as const;
type Decided = (typeof DECISIONS)[number];
const decided = (value: unknown): Decided | null => DECISIONS.find((one) => one === value) ?? null;

/** Columns as a form sends them: `columna.3` is what the fourth holds, `encabezados` the row of the headings. */
export function mappingIn(sent: Sent): { headings: number | null; columns: Mapping['columns'] } {
  const columns: Mapping['columns'] = [];
  for (const [name, value] of Object.entries(sent)) {
    const column = Number(/^columna\.(\d{1,2})$/.exec(name)?.[1] ?? MOST_COLUMNS);
    if (column < MOST_COLUMNS)
      columns[column] = FIELDS.find((field): field is Field => field === value) ?? null;
  }
  const row = typeof sent['encabezados'] === 'string' ? Number(sent['encabezados']) : NaN;
  const headings = Number.isInteger(row) && row >= -1 && row < TOP_ROWS ? row : null;
  return { headings, columns: Array.from(columns, (field) => field ?? null) };
}

export const cellName = (row: number, column: number | Field): string =>
  `celda.${String(row)}.${String(column)}`;

/** Cells as a form sends them, under the names of `cellName`; of a column that the table lacks, those that say something. */
export const cellsIn = (sent: Sent): Cell[] =>
  Object.entries(sent).flatMap(([name, value]): Cell[] => {
    const [, row, at] = /^celda\.(\d{1,6})\.(\d{1,2}|[a-zA-Z]{1,30})$/.exec(name) ?? [];
    if (typeof value !== 'string' || value === MASKED || row === undefined) return [];
    const field = FIELDS.find((one) => one === at);
    if (field !== undefined && value.trim() === '') return [];
    const column = field ?? Number(at);
    return Number.isNaN(column) ? [] : [{ row: Number(row), column, value: value.slice(0, 300) }];
  });

/** The institution of all rows that say none. */
export const SHARED_INSTITUTION = 'todas.institution';
export const sharedInstitutionIn = (sent: Sent): string => {
  const value = sent[SHARED_INSTITUTION];
  return typeof value === 'string' ? value.trim().slice(0, 300) : '';
};

/** What was decided about single rows, and about all others that wait. */
export function decisionsIn(sent: Sent): { said: Map<number, Decided>; rest: Decided | null } {
  const said = new Map<number, Decided>();
  for (const [name, value] of Object.entries(sent)) {
    const row = /^fila\.(\d{1,6})$/.exec(name)?.[1];
    const decision = decided(value);
    if (row !== undefined && decision !== null) said.set(Number(row), decision);
  }
  return { said, rest: decided(sent['todas']) };
}
