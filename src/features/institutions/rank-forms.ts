import { z } from 'zod';
import { checkbox, line, optional } from '../../lib/text.ts';
import { Day } from './forms.ts';
import { RANK_BANDS } from './rank-bands.ts';

export const RankForm = z.object({
  grado: line(80, 2),
  nivel: z.enum(RANK_BANDS),
  desde: optional(Day),
  hasta: optional(Day),
  fuente: optional(line(200)),
  por_verificar: checkbox,
});
export type RankForm = z.output<typeof RankForm>;

export const SchemeForm = z.object({ escala: line(60) });
