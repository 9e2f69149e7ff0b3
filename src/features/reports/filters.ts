import { z } from 'zod';
import { SIDES } from '../../lib/actor.ts';
import { AGE_GROUPS } from '../enrolment/age-group.ts';
import { RANK_BANDS } from '../institutions/rank-bands.ts';
import { Id, line, optional, Slug } from '../../lib/text.ts';
import { parsePeriod } from './period.ts';

/** What rows a report has. */
export const GROUPS = [
  'course',
  'cohort',
  'institution',
  'region',
  'state',
  'municipality',
  'fund',
  'network',
  'sex',
  'age',
  'rank',
  'period',
] as const;
export type GroupBy = (typeof GROUPS)[number];

export const SEXES = ['mujer', 'hombre', 'intersexual', 'no_dice'] as const;

/** How each grouping stands in addresses. */
export const GROUP_NAMES: Record<GroupBy, string> = {
  course: 'curso',
  cohort: 'grupo',
  institution: 'institucion',
  region: 'region',
  state: 'estado',
  municipality: 'municipio',
  fund: 'fondo',
  network: 'red',
  sex: 'sexo',
  age: 'edad',
  rank: 'grado',
  period: 'periodo',
};
const groupNamed = new Map(GROUPS.map((group) => [GROUP_NAMES[group], group]));

export const SORTS = [
  'grupo',
  'inscripciones',
  'iniciaron',
  'terminaron',
  'tasa',
  'constancias',
] as const;
export type Sort = (typeof SORTS)[number];

/** The sentence of filters as it stands in the address. An empty one means all. */
export const ReportQuery = z.object({
  curso: optional(Slug),
  grupo: optional(Id),
  por: optional(z.enum(Object.values(GROUP_NAMES) as [string, ...string[]])),
  estado: optional(z.string().regex(/^\d{2}$/)),
  municipio: optional(z.string().regex(/^\d{5}$/)),
  institucion: optional(Id),
  fondo: optional(line(120)),
  red: optional(Id),
  sexo: optional(z.enum(SEXES)),
  edad: optional(z.enum(AGE_GROUPS)),
  grado: optional(z.enum(RANK_BANDS)),
  lado: optional(z.enum(SIDES)),
  periodo: optional(z.string().refine((id) => parsePeriod(id) !== null)),
  sucesoras: optional(z.literal('1')),
  juntar: optional(z.literal('1')),
  orden: optional(z.enum([...SORTS, ...SORTS.map((sort) => `-${sort}` as const)])),
  pagina: optional(z.coerce.number().int().min(1).max(1000)),
});
export type ReportQuery = z.output<typeof ReportQuery>;

export const groupOf = (query: ReportQuery): GroupBy => groupNamed.get(query.por ?? '') ?? 'course';

/** The address of a report, with some of its parts changed. */
export function addressOf(
  path: string,
  query: ReportQuery,
  changed: Partial<ReportQuery> = {},
): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...query, ...changed })) {
    if (value !== undefined) parts.set(name, String(value));
  }
  const text = parts.toString();
  return text === '' ? path : `${path}?${text}`;
}
