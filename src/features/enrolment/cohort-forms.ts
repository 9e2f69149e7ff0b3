import { z } from 'zod';
import { checkbox, line, optional, paragraph } from '../../lib/text.ts';
import { UN_CATEGORIES } from './cohort-sheets.ts';

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
  categoria: optional(z.enum(UN_CATEGORIES)),
  cupo: optional(z.coerce.number().int().min(1).max(5000)),
  solicitudes: checkbox,
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

/** What an administrator decides about a request; a reason goes to whoever is declined. */
export const DecisionForm = z
  .object({ decision: z.enum(['aprobar', 'rechazar']), motivo: optional(paragraph(500)) })
  .refine(({ decision, motivo }) => decision === 'aprobar' || motivo !== undefined, {
    path: ['motivo'],
    params: { key: 'form.required' },
  });

export const KeyForm = z.object({ accion: z.enum(['hacer', 'quitar']) });

/** A key as somebody reads it from a board: any case, with or without spaces. */
export const TypedKeyForm = z.object({ clave: line(20) });

/** A later day for one person, and why. */
export const ExtensionForm = z.object({ hasta: Day, motivo: paragraph(500, 3) });

const Picked = optional(line(200)).catch(undefined);

/** Everybody of an institution, a network and a municipality; what is empty narrows nothing. */
export const RuleForm = z.object({ institucion: Picked, red: Picked, municipio: Picked });
export type RuleForm = z.output<typeof RuleForm>;

/** The same rule, once somebody has seen how many people it means. */
export const RuleSeen = RuleForm.extend({
  cuantas: z.coerce.number().int().min(0).max(PEOPLE_AT_ONCE),
});
