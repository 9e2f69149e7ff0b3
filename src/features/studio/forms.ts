import { z } from 'zod';
import { AUDIENCES, PILLARS, TOPICS } from '../courses/framework.ts';
import { checkbox, line, optional, paragraph } from '../../lib/text.ts';

/** One or several values of one name, as forms send them. */
export const several = <T extends z.ZodType>(each: T) =>
  z.preprocess(
    (value): unknown[] =>
      value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
    z.array(each),
  );

const required = { params: { key: 'form.required' } } as const;

const someOf = <T extends z.ZodType>(each: T) =>
  several(each).refine((all) => all.length > 0, required);

const CODE = /^[A-Z0-9]+(?:-[A-Z0-9]+)*$/;
const Code = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .pipe(
    z
      .string()
      .max(40)
      .refine((code) => CODE.test(code), { params: { key: 'studio.codeForm' } }),
  );
const FieldHours = z.coerce.number().min(0).max(400);
const Months = z.coerce.number().int().min(1).max(600);
const PassMark = z.coerce.number().int().min(1).max(100);

/** What a new course needs, and what its author may say already. */
export const NewCourseForm = z.object({
  titulo: line(120, 5),
  para: someOf(z.enum(AUDIENCES)),
  horas: z.coerce.number().min(0.5).max(400),
  leccion: line(120, 3),
  minimo: optional(PassMark),
  clave: optional(Code),
  resumen: optional(paragraph(1000, 5)),
  objetivo: optional(line(300, 5)),
  temas: several(z.enum(TOPICS)),
  pilares: several(z.enum(PILLARS)),
  marcos: optional(paragraph(2000)),
  horas_campo: optional(FieldHours),
  vigencia: optional(Months),
  cuidado: optional(paragraph(2000, 5)),
  fuentes: optional(paragraph(20_000)),
  titulo_en: optional(line(120)),
  resumen_en: optional(paragraph(1000)),
  cuidado_en: optional(paragraph(2000)),
});
export type NewCourseForm = z.output<typeof NewCourseForm>;

export const PublishForm = z.object({ nota: line(300, 3) });

const Revision = z.coerce.number().int().min(0);

const Minutes = z
  .string()
  .transform((text) => Number(text.trim()))
  .refine((minutes) => Number.isInteger(minutes) && minutes >= 1 && minutes <= 240, {
    params: { key: 'studio.minutesRange' },
  });

export const LessonForm = z.object({
  revision: Revision,
  titulo: line(160),
  minutos: Minutes,
  objetivos: several(z.string().max(80)),
  /** Tags of frameworks. */
  marcos: several(z.string().max(80)),
  sensible: z.enum(['1']).optional(),
  aviso: paragraph(600, 0),
  /** One idea a line. */
  resumen: paragraph(3000, 0),
  fuentes: paragraph(20_000, 0),
  legal: paragraph(20_000, 0),
  texto: paragraph(120_000, 0),
  /** Where to go once it is saved. */
  luego: z.enum(['preguntas']).optional().catch(undefined),
});
export type LessonForm = z.output<typeof LessonForm>;

export const EnglishLessonForm = LessonForm.omit({
  minutos: true,
  objetivos: true,
  marcos: true,
  sensible: true,
  fuentes: true,
  legal: true,
});
export type EnglishLessonForm = z.output<typeof EnglishLessonForm>;

export const SettingsForm = z.object({
  revision: Revision,
  titulo: line(120, 5),
  titulo_en: line(120, 0),
  resumen: paragraph(1000, 5),
  resumen_en: paragraph(1000, 0),
  cuidado: paragraph(2000, 5),
  cuidado_en: paragraph(2000, 0),
  para: someOf(z.enum(AUDIENCES)),
  horas: z.coerce.number().min(0.5).max(400),
  horas_campo: optional(FieldHours),
  minimo: optional(PassMark),
  /** Also for the quizzes that count already. */
  minimo_todas: checkbox,
  clave: Code,
  temas: someOf(z.enum(TOPICS)),
  pilares: someOf(z.enum(PILLARS)),
  marcos: paragraph(2000, 0),
  vigencia: optional(Months),
  fuentes: paragraph(20_000, 0),
});
export type SettingsForm = z.output<typeof SettingsForm>;
