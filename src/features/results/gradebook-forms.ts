import { z } from 'zod';
import { Id, optional, Slug } from '../../lib/text.ts';

export const PROGRESS = ['todo', 'sin-iniciar', 'en-curso', 'termino'] as const;
export const OUTCOMES = ['todo', 'aprobo', 'no-aprobo', 'por-calificar', 'sin-intento'] as const;

/** What a gradebook is narrowed to. */
export const GradebookQuery = z.object({
  grupo: optional(Id),
  avance: z.enum(PROGRESS).default('todo'),
  evaluacion: optional(Slug),
  resultado: z.enum(OUTCOMES).default('todo'),
  q: z.string().max(200).catch(''),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});
export type GradebookQuery = z.output<typeof GradebookQuery>;

/** Stands for those who are in no group. */
export const NO_GROUP = 'sin-grupo';
