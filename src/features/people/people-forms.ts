import { z } from 'zod';
import { line } from '../../lib/text.ts';

const words = z
  .string()
  .max(200)
  .transform((text) => text.replace(/\p{C}/gu, ' ').trim())
  .catch('');

export const PeopleQuery = z.object({
  q: words,
  red: words,
  institucion: words,
  municipio: words,
  estatus: z.enum(['', 'active', 'frozen']).catch(''),
  pagina: z.coerce.number().int().min(1).max(100_000).catch(1),
});

/** Why, in a word of a list: what somebody writes about a threat would itself be a danger to her. */
export const FREEZE_REASONS = ['threat', 'violence', 'lost-phone', 'asked', 'other'] as const;
export const UNFREEZE_REASONS = ['asked', 'over', 'mistake'] as const;

export const FreezeForm = z.object({ motivo: z.enum(FREEZE_REASONS) });
export const UnfreezeForm = z.object({ motivo: z.enum(UNFREEZE_REASONS) });
/** Why somebody's second factor is taken off her account. */
export const RESET_REASONS = ['lost-phone', 'new-phone', 'taken-phone', 'other'] as const;

export const ResetForm = z.object({ motivo_paso: z.enum(RESET_REASONS) });
/** Why somebody's band of command is said anew: it has become another one, or what was kept was wrong. */
export const BAND_REASONS = ['changed', 'mistaken'] as const;
export const BandForm = z.object({
  /** A band or a rank, as `bandChoices` names them; empty where none is known. */
  grado: z.string().max(80),
  motivo_grado: z.enum(BAND_REASONS),
});
export type BandForm = z.output<typeof BandForm>;
export const ExtraTimeForm = z.object({
  porcentaje: line(3)
    .pipe(
      z.string().refine((text) => /^\d+$/.test(text) && Number(text) <= 200, {
        params: { key: 'people.extraTimeWrong' },
      }),
    )
    .transform(Number),
});
