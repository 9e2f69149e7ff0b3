import { z } from 'zod';
import { Id, paragraph, Slug } from '../../lib/text.ts';

/** How long a text may be, in characters. */
export const LONGEST = 2000;

const text = paragraph(LONGEST);

export const ThreadAddress = z.object({ id: Id });
export const LessonAddress = z.object({ slug: Slug, leccion: Slug });
export const QuizAddress = z.object({ slug: Slug, evaluacion: Slug });

/** A question. `clave` names the sending, so that a second tap sends nothing more. */
export const QuestionForm = z.object({ texto: text, clave: Id });

/** An answer; `visto` is the last text that stood on the page. */
export const AnswerForm = z.object({ texto: text, clave: Id, visto: z.union([Id, z.literal('')]) });
export type AnswerForm = z.output<typeof AnswerForm>;

const page = z.coerce.number().int().min(1).max(10_000).catch(1);
export const InboxQuery = z.object({ pagina: page });
export const QuestionsQuery = z.object({
  ver: z.enum(['esperan', 'todas']).catch('esperan'),
  pagina: page,
});
