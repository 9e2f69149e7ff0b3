import { z } from 'zod';
import { newId } from '../../lib/random-code.ts';
import { Id, Slug } from '../../lib/text.ts';
import { readAnswers, type SentAnswers } from './answers.ts';

export const QuizAddress = z.object({ slug: Slug, evaluacion: Slug });
export const AttemptAddress = z.object({ id: Id });

/** A question that has a page of its own. */
export const StepAddress = z.object({ id: Id, item: Slug });
/** A file that was handed in. */
export const FileAddress = z.object({ id: Id, archivo: Id });
/** What comes with a file. */
export const HandInForm = z.object({
  reactivo: Slug,
  clave: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
});
/** The decision that somebody comes back to. */
export const ReturnQuery = z.object({ desde: Slug.optional().catch(undefined) });

/** What a quiz's form sends beside the answers. */
const AnswerForm = z.object({
  /** Names this very sending, so that repeating it is harmless. */
  clave: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional(),
  /** The question whose own button was pressed. */
  guardar: z.string().max(100).optional(),
  /** Items whose boxes were on the page: none of them sent means "nothing chosen". */
  vistas: z.string().max(10_000).optional(),
  confirmar: z.enum(['1']).optional(),
  /** The question whose own page comes next. */
  abrir: Slug.optional(),
});

export interface SentForm {
  key: string;
  answers: SentAnswers;
  /** The item whose own button was pressed: nothing chosen there means "leave it empty". */
  item: string | null;
  confirmed: boolean;
  /** The item whose own page comes next. */
  open: string | null;
}

/** Null when the form is not one of ours. */
export function readSentForm(body: unknown): SentForm | null {
  const fields = (body ?? {}) as Record<string, unknown>;
  const form = AnswerForm.safeParse(fields);
  if (!form.success) return null;
  const { clave, guardar, vistas = '', confirmar, abrir } = form.data;
  const answers = readAnswers(fields);
  for (const item of [guardar ?? '', ...vistas.split(' ')]) {
    if (item !== '' && !answers.has(item)) answers.set(item, []);
  }
  return {
    key: clave ?? newId(),
    answers,
    item: guardar ?? null,
    confirmed: confirmar !== undefined,
    open: abrir ?? null,
  };
}
