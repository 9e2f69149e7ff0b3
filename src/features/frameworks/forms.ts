import { z } from 'zod';
import { line, optional, paragraph, Slug } from '../../lib/text.ts';
import { LONGEST, MOST_INDICATORS } from './indicator-table.ts';
import { STATUSES } from './framework.ts';

/** A calendar day as the browser sends it, in a year that people mean. */
const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day < '2101-01-01');

export const Address = z.object({ slug: Slug });
/** How a version is called, such as 2021 or 2020-2024. */
const Label = line(40);
export const VersionQuery = z.object({ version: optional(Label).catch(undefined) });

/** Who says so, and of which day it is. */
const Given = { fuente: line(200, 3), fecha: Day };

export const IndicatorForm = z.object({
  version: Label,
  codigo: line(40),
  texto: paragraph(LONGEST, 3),
  formula: optional(paragraph(LONGEST)),
  responsable: optional(line(200)),
  periodicidad: optional(line(80)),
  base: optional(line(200)),
  meta: optional(line(200)),
  elemento: z.string().max(40),
  ...Given,
});
export type IndicatorForm = z.output<typeof IndicatorForm>;

/** As many rows as a table has at most, of some hundred letters each. */
const LONGEST_TABLE = MOST_INDICATORS * 600;
export const TableForm = z.object({
  version: Label,
  tabla: z.string().max(LONGEST_TABLE),
  ...Given,
});
export type TableForm = z.output<typeof TableForm>;

export const NewVersionForm = z.object({
  nombre: Label,
  adoptado: Day,
  estatus: z.enum(STATUSES),
  fuente: line(200, 3),
  dice: optional(z.coerce.number().int().min(1).max(1000)),
  elementos: paragraph(8000, 3),
});
export type NewVersionForm = z.output<typeof NewVersionForm>;

export const TagForm = z.object({
  version: Label,
  elemento: line(40),
  /** A course, or a course and a lesson: `res-con` or `res-con/escucha-activa`. */
  curso: z
    .string()
    .min(1)
    .max(170)
    .regex(/^[a-z0-9-]+(?:\/[a-z0-9-]+)?$/),
});
export type TagForm = z.output<typeof TagForm>;
