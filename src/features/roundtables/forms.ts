import { z } from 'zod';
import { Id, line, optional } from '../../lib/text.ts';
import { parsePeriod } from '../reports/period.ts';

/** A calendar day as the browser sends it, in a year that people mean. */
const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day < '2101-01-01');

export const Address = z.object({ id: Id });
export const MeetingAddress = Address.extend({ sesion: Id });

export const ListQuery = z.object({
  periodo: optional(z.string().refine((id) => parsePeriod(id) !== null)).catch(undefined),
  estado: optional(z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/)).catch(undefined),
});
export type ListQuery = z.output<typeof ListQuery>;

/** A meeting that was held: no names, and how many only if somebody counted. */
export const MeetingForm = z.object({
  dia: Day,
  asistieron: z.enum(['si', 'no']),
  cuantas: optional(z.coerce.number().int().min(0).max(1000)),
});
export type MeetingForm = z.output<typeof MeetingForm>;

export const CatalogueForm = z.object({
  tabla: z.string().max(200_000),
  fuente: line(200, 3),
  fecha: Day,
});
export type CatalogueForm = z.output<typeof CatalogueForm>;
