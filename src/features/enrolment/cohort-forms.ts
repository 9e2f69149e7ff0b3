import { z } from 'zod';
import { line, optional, paragraph } from '../../lib/text.ts';

const Day = z.iso.date().refine((day) => day >= '2000-01-01' && day < '2101-01-01');

/** User names as people paste them: one a line, or between commas; each once. */
const Usernames = (most: number) =>
  paragraph(most * 82, 0).transform((text) => [
    ...new Set(
      text
        .split(/[\s,;]+/u)
        .map((name) => name.normalize('NFC').toLocaleLowerCase('es'))
        .filter(Boolean),
    ),
  ]);

const shared = {
  nombre: line(120, 3),
  inicia: Day,
  termina: optional(Day),
  limite: optional(Day),
  despliegue: optional(Day),
  mision: optional(line(120)),
  instructores: Usernames(20)
    .refine((names) => names.length > 0, { params: { key: 'form.required' } })
    .refine((names) => names.length <= 20, { params: { key: 'cohorts.tooMany' } }),
};

export const NewCohortForm = z.object({
  ...shared,
  curso: line(200),
  institucion: line(200),
});
export type NewCohortForm = z.output<typeof NewCohortForm>;

export const CohortForm = z.object(shared);
export type CohortForm = z.output<typeof CohortForm>;

export const PEOPLE_AT_ONCE = 500;

export const AddPeopleForm = z.object({
  usuarios: Usernames(PEOPLE_AT_ONCE)
    .refine((names) => names.length > 0, { params: { key: 'form.required' } })
    .refine((names) => names.length <= PEOPLE_AT_ONCE, { params: { key: 'cohorts.tooMany' } }),
});

export const CohortQuery = z.object({
  q: z.string().max(200).catch(''),
  pagina: z.coerce.number().int().min(1).max(10_000).catch(1),
});
