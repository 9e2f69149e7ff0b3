import type { Field } from './formats/sheet-fields.ts';

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

/** The columns of each table as a form sends them: `columna.0.3` is the fourth of the first. */
export function columnsIn(sent: Readonly<Record<string, unknown>>): (Field | null)[][] {
  const tables: (Field | null)[][] = [];
  for (const [name, value] of Object.entries(sent)) {
    const [, table, column] = /^columna\.(\d{1,2})\.(\d{1,2})$/.exec(name) ?? [];
    if (table === undefined || column === undefined) continue;
    const columns = (tables[Number(table)] ??= []);
    columns[Number(column)] = FIELDS_OFFERED.find((field) => field === value) ?? null;
  }
  return tables;
}
