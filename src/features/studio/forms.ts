import { z } from 'zod';
import { AUDIENCES } from '../courses/framework.ts';
import { line, paragraph } from '../../lib/text.ts';

/** One or several values of one name, as forms send them. */
export const several = <T extends z.ZodType>(each: T) =>
  z.preprocess(
    (value): unknown[] =>
      value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
    z.array(each),
  );

const required = { params: { key: 'form.required' } } as const;

export const NewCourseForm = z.object({
  titulo: line(120, 5),
  para: several(z.enum(AUDIENCES)).refine((all) => all.length > 0, required),
  horas: z.coerce.number().min(0.5).max(400),
  leccion: line(120, 3),
});
export type NewCourseForm = z.output<typeof NewCourseForm>;

export const PublishForm = z.object({ nota: line(300, 3) });

const Revision = z.coerce.number().int().min(0);

export const LessonForm = z.object({
  revision: Revision,
  titulo: line(160),
  minutos: z.coerce.number().int().min(1).max(240),
  objetivos: several(z.string().max(80)),
  sensible: z.enum(['1']).optional(),
  aviso: paragraph(600, 0),
  resumen1: line(300, 0),
  resumen2: line(300, 0),
  resumen3: line(300, 0),
  fuentes: paragraph(20_000, 0),
  legal: paragraph(20_000, 0),
  texto: paragraph(120_000, 0),
});
export type LessonForm = z.output<typeof LessonForm>;

export const EnglishLessonForm = LessonForm.omit({
  minutos: true,
  objetivos: true,
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
  para: several(z.enum(AUDIENCES)).refine((all) => all.length > 0, required),
  horas: z.coerce.number().min(0.5).max(400),
});
export type SettingsForm = z.output<typeof SettingsForm>;
