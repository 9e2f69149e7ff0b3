import { z } from 'zod';
import { ROLES } from '../../lib/actor.ts';
import { line, optional } from '../../lib/text.ts';

export const GrantForm = z.object({
  usuario: line(80),
  rol: z.enum(ROLES),
  institucion: optional(line(200)),
  estado: optional(z.string().regex(/^(0[1-9]|[12]\d|3[0-2])$/)),
  municipio: optional(line(120)),
  red: optional(line(200)),
  curso: optional(line(200)),
  hasta: optional(z.iso.date()),
});
export type GrantForm = z.output<typeof GrantForm>;

export const GrantsQuery = z.object({
  rol: z.enum(ROLES).optional().catch(undefined),
  usuario: z
    .string()
    .max(80)
    .transform((text) => text.replace(/\p{C}/gu, ''))
    .catch(''),
  pagina: z.coerce.number().int().min(1).max(1000).catch(1),
});
