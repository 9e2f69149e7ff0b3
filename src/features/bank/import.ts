import { z } from 'zod';
import { ItemDocument } from '../courses/item-document.ts';
import type { FormatName, Remark, RowProblem } from './formats/format.ts';
import type { Field } from './formats/sheet-fields.ts';

/** What was read of a file, while its owner looks at it. */
export const Staged = z.object({
  items: z.array(
    z.object({
      item: ItemDocument,
      category: z.array(z.string()),
      place: z.custom<RowProblem['place']>((value) => typeof value === 'object'),
      notes: z.array(z.custom<Remark>((value) => typeof value === 'object')),
      /** The number in the bank of the question that it repeats; 0 where it repeats one of the same file. */
      repeats: z.number().nullable(),
    }),
  ),
  /** The tables that it was read from, and how; none where it was no table. */
  sheets: z
    .array(
      z.object({
        sheet: z.object({ name: z.string().nullable(), rows: z.array(z.array(z.string())) }),
        mapping: z.object({
          headings: z.number(),
          layout: z.enum(['questions', 'options']),
          columns: z.array(z.custom<Field>((value) => typeof value === 'string').nullable()),
        }),
      }),
    )
    .default([]),
  problems: z.array(z.custom<RowProblem>((value) => typeof value === 'object')),
  notes: z.array(z.custom<Remark>((value) => typeof value === 'object')),
});
export type Staged = z.output<typeof Staged>;

export interface Import {
  id: string;
  bankId: string;
  madeBy: string | null;
  madeAt: Date;
  status: 'read' | 'added' | 'undone' | 'forgotten';
  format: FormatName;
  fileName: string;
  added: number | null;
}
