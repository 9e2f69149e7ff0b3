import { z } from 'zod';
import { KeptHtml } from '../../lib/html.ts';
import { Localized } from '../../lib/localized.ts';
import { AUDIENCES, BLOOM, PILLARS, TOPICS } from './framework.ts';
import { ItemDocument } from './item-document.ts';
import { QuizDocument } from './quiz-document.ts';

/**
 * A published version of a course, whole: what the files said once they were checked, with every text rendered. It is
 * kept as JSON, never changes, and is all that lessons, quizzes and certificates read.
 */

export const Source = z.strictObject({
  text: z.string(),
  date: z.string().nullable(),
  pending: z.boolean(),
});
export const LegalPoint = z.strictObject({
  point: z.string(),
  textDate: z.string().nullable(),
  consultedOn: z.string().nullable(),
  signed: z.boolean(),
  /** Who signed it and on which day. Absent, as in every older version, where nobody did. */
  signedBy: z.string().optional(),
  signedOn: z.string().optional(),
});
export type LegalPoint = z.infer<typeof LegalPoint>;

/** A lesson's text, cut where a knowledge check stands. */
export const Part = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('html'), html: KeptHtml }),
  z.strictObject({ kind: z.literal('check'), itemId: z.string() }),
]);
export type Part = z.infer<typeof Part>;

const InBoth = <T extends z.ZodType>(schema: T) => z.strictObject({ es: schema, en: schema });

export const LessonDocument = z.strictObject({
  id: z.string(),
  moduleId: z.string(),
  /** Nobody wrote it in English: its Spanish text stands for both. */
  spanishOnly: z.literal(true).optional(),
  title: Localized,
  minutes: z.number(),
  objectives: z.array(z.string()),
  /** Absent, as in every older version, where it feeds nothing beyond the tags of its course. */
  frameworks: z.array(z.string()).optional(),
  sensitive: z.boolean(),
  warning: Localized.nullable(),
  summary: InBoth(z.array(z.string())),
  sources: z.array(Source),
  legal: z.array(LegalPoint),
  body: InBoth(z.array(Part)),
  /** HTML of the route of equal credit; only sensitive lessons have one. */
  alternative: InBoth(KeptHtml).nullable(),
  /** Glossary entries that the text names, in order of appearance. */
  terms: z.array(z.string()),
  /** Bytes of images and media, said before they load. */
  mediaBytes: z.number(),
});
export type LessonDocument = z.infer<typeof LessonDocument>;

/** A guide to be printed, with its edition: the page shows it rendered, the PDF is set from its text. */
export const GuideDocument = z.strictObject({
  id: z.string(),
  spanishOnly: z.literal(true).optional(),
  title: Localized,
  version: z.string(),
  date: z.string(),
  summary: Localized,
  body: InBoth(KeptHtml),
  text: Localized,
});
export type GuideDocument = z.infer<typeof GuideDocument>;

export const CourseDocument = z.strictObject({
  slug: z.string(),
  /** Some of its texts, lessons apart, exist in Spanish alone. Absent, as in every older version, when none does. */
  spanishOnly: z.literal(true).optional(),
  code: z.string(),
  title: Localized,
  summary: Localized,
  audiences: z.array(z.enum(AUDIENCES)),
  topics: z.array(z.enum(TOPICS)),
  pillars: z.array(z.enum(PILLARS)),
  frameworks: z.array(z.string()),
  hours: z.strictObject({ online: z.number(), field: z.number() }),
  careNote: Localized,
  /** What new quizzes of the studio ask for; each quiz says its own. */
  passMark: z.number().optional(),
  objectives: z.array(z.strictObject({ id: z.string(), bloom: z.enum(BLOOM), text: Localized })),
  modules: z.array(
    z.strictObject({ id: z.string(), title: Localized, lessons: z.array(z.string()) }),
  ),
  /** In the order of the modules. */
  lessons: z.array(LessonDocument),
  quizzes: z.array(QuizDocument),
  items: z.array(ItemDocument),
  /** Absent, as in every older version, when there are none. */
  guides: z.array(GuideDocument).optional(),
  glossary: z.array(z.strictObject({ id: z.string(), term: Localized, text: Localized })),
  certificate: z.strictObject({
    quizzes: z.array(z.string()),
    validMonths: z.number().int().positive().nullable(),
  }),
  review: z.strictObject({ signedBy: z.string().nullable(), signedOn: z.string().nullable() }),
  sources: z.array(Source),
  /** File name to the digest of its bytes: served from `/medios/<sha256>`. */
  media: z.record(
    z.string(),
    z.strictObject({ sha256: z.string(), type: z.string(), bytes: z.number() }),
  ),
});
export type CourseDocument = z.infer<typeof CourseDocument>;
