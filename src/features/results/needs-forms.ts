import { z } from 'zod';
import { Id, optional } from '../../lib/text.ts';

export const NEED_REASONS = ['todas', 'sin-avanzar', 'sin-aprobar', 'sin-actividad'] as const;

/** What the list of those who need somebody is narrowed to. */
export const NeedsQuery = z.object({
  grupo: optional(Id),
  razon: z.enum(NEED_REASONS).catch('todas'),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type NeedsQuery = z.output<typeof NeedsQuery>;
