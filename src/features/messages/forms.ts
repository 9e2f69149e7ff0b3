import { z } from 'zod';
import { checkbox, Id, line, optional, paragraph, Slug } from '../../lib/text.ts';

/** How long a text may be, in characters. */
export const LONGEST = 2000;

const text = paragraph(LONGEST);

export const ThreadAddress = z.object({ id: Id });
/** An answer of an attempt: both names with a point between them. */
export const AnswerTextAddress = z.object({
  id: z.string().regex(/^[A-Za-z0-9_-]{1,64}\.[a-z0-9-]{1,80}$/),
});
export const AttemptAnswerAddress = z.object({ id: Id, item: Slug });
/** The attempt that a question about a quiz is about. */
export const AttemptQuery = z.object({ intento: Id.optional().catch(undefined) });
export const LessonAddress = z.object({ slug: Slug, leccion: Slug });
export const QuizAddress = z.object({ slug: Slug, evaluacion: Slug });

/** A question. `clave` names the sending, so that a second tap sends nothing more. */
export const QuestionForm = z.object({ texto: text, clave: Id });

/** An answer; `visto` is the last text that stood on the page. */
export const AnswerForm = z.object({ texto: text, clave: Id, visto: z.union([Id, z.literal('')]) });
export type AnswerForm = z.output<typeof AnswerForm>;

/** Ids between commas, as a list of another page puts them into an address. */
const Ids = z
  .string()
  .max(12_000)
  .transform((value) => [...new Set(value.split(',').filter(Boolean))])
  .pipe(z.array(Id).min(1).max(400));

/** To whom something is written: a group, or people by their enrolments. */
const addressed = { grupo: optional(Id), para: optional(Ids) };
export const AddressedQuery = z.object(addressed);
export type AddressedQuery = z.output<typeof AddressedQuery>;
export const LetterForm = z.object({ asunto: line(120, 3), texto: text, clave: Id });

/** The day on which somebody was referred. */
export const ReferralForm = z.object({ dia: z.iso.date() });

export const DigestForm = z.object({ resumen: checkbox });

export const GroupQuery = z.object({ grupo: Id });
export const AnnouncementForm = z.object({
  titulo: line(120, 3),
  texto: text,
  alcance: z.enum(['grupo', 'todos']),
  clave: Id,
});
export const AnnouncementAddress = z.object({ id: Id });

const page = z.coerce.number().int().min(1).max(10_000).catch(1);
export const InboxQuery = z.object({ pagina: page });
export const QuestionsQuery = z.object({
  ver: z.enum(['esperan', 'todas']).catch('esperan'),
  pagina: page,
});
