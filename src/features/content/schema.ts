import { z } from 'zod';
import { Slug } from '../../lib/text.ts';
import { AUDIENCES, BLOOM, PILLARS, TOPICS } from '../courses/framework.ts';
import { itemSchema } from '../courses/item-document.ts';
import { quizSchema } from '../courses/quiz-document.ts';

/** The files that authors write, field by field as `content/README.md` tells them. */

const Text = z.string().trim().min(1);
/** What the platform itself says, in both languages. */
const Bilingual = z.strictObject({ es: Text, en: Text });
/** What a course says: English may come later, and Spanish alone may stand without its `es`. */
const Both = z.preprocess(
  (value) => (typeof value === 'string' ? { es: value } : value),
  z.strictObject({ es: Text, en: Text.nullable().default(null) }),
);
const Day = z.iso.date();
const PositiveInteger = z.number().int().positive();

export const SourceEntry = z.strictObject({
  text: Text,
  date: Day.nullable().default(null),
  status: z.enum(['pending']).optional(),
});
export type SourceEntry = z.output<typeof SourceEntry>;

const LegalEntry = z.strictObject({
  point: Text,
  textDate: Day.nullable().default(null),
  consultedOn: Day.nullable().default(null),
  status: z.enum(['pending', 'signed']),
  /** The person who read the text and answers for it, and when. */
  signedBy: Text.optional(),
  signedOn: Day.optional(),
});
export type LegalEntry = z.output<typeof LegalEntry>;

/** An assessment as authors write it. */
export const QuizEntry = quizSchema(Both);
export type QuizEntry = z.output<typeof QuizEntry>;

export const CourseFile = z.strictObject({
  code: z.string().regex(/^[A-Z0-9]+(?:-[A-Z0-9]+)*$/),
  title: Both,
  summary: Both,
  audiences: z.array(z.enum(AUDIENCES)).min(1),
  topics: z.array(z.enum(TOPICS)).min(1),
  pillars: z.array(z.enum(PILLARS)).min(1),
  frameworks: z.array(Text),
  hours: z.strictObject({
    online: z.number().positive().max(400),
    field: z.number().min(0).max(400),
  }),
  careNote: Both,
  /** What new quizzes of the studio ask for. */
  passMark: z.number().int().min(1).max(100).optional(),
  objectives: z.array(z.strictObject({ id: Slug, bloom: z.enum(BLOOM), text: Both })).min(1),
  modules: z.array(z.strictObject({ id: Slug, title: Both, lessons: z.array(Slug).min(1) })).min(1),
  quizzes: z.array(QuizEntry),
  certificate: z.strictObject({
    quizzes: z.array(Slug),
    validMonths: PositiveInteger.nullable(),
  }),
  review: z.strictObject({ signedBy: Text.nullable(), signedOn: Day.nullable() }),
  sources: z.array(SourceEntry),
});
export type CourseFile = z.output<typeof CourseFile>;

export const LessonHead = z.strictObject({
  title: Text,
  minutes: PositiveInteger,
  objectives: z.array(Slug).min(1),
  /** Tags of frameworks that it feeds beyond those of its course. */
  frameworks: z.array(Text).min(1).optional(),
  sensitive: z.boolean(),
  warning: Text.optional(),
  summary: z.array(Text),
  sources: z.array(SourceEntry),
  legal: z.array(LegalEntry),
});
export type LessonHead = z.output<typeof LessonHead>;

/** The English lesson repeats only what is translated. */
export const EnglishHead = z.strictObject({
  title: Text,
  warning: Text.optional(),
  summary: z.array(Text),
});
export type EnglishHead = z.output<typeof EnglishHead>;

/** A guide to be printed: what to take along, a form to be filled in, how field work is judged. */
export const GuideHead = z.strictObject({
  title: Text,
  version: z.string().regex(/^\d+\.\d+$/),
  date: Day,
  summary: Text,
});
export type GuideHead = z.output<typeof GuideHead>;
export const EnglishGuideHead = z.strictObject({ title: Text, summary: Text });
export type EnglishGuideHead = z.output<typeof EnglishGuideHead>;

export const GlossaryEntry = z.strictObject({ id: Slug, term: Both, text: Both });
export type GlossaryEntry = z.output<typeof GlossaryEntry>;

/** An item as authors write it: `courses/item-document.ts` tells its fields. */
export const QuestionEntry = itemSchema(Both);
export type QuestionEntry = z.output<typeof QuestionEntry>;

export const PathEntry = z.strictObject({
  id: Slug,
  title: Bilingual,
  summary: Bilingual,
  courses: z.array(Slug).min(1),
  ordered: z.boolean(),
  freeEntry: z.array(Slug),
});

/** What is known of a reform's date: a day, a month or only a year. */
const ReformDate = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z.string().regex(/^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/),
);

export const ReformedLawEntry = z.strictObject({
  id: Slug,
  name: Bilingual,
  /** The names that legal points call it by. */
  cited: z.array(Text).min(1),
  reforms: z.array(z.strictObject({ date: ReformDate, what: Bilingual, source: Text })).min(1),
});

export const LINE_KINDS = [
  'emergency',
  'violence',
  'emotional',
  'report',
  'shelter',
  'orientation',
] as const;
const State = z.string().regex(/^\d{2}$/);

export const SupportLineEntry = z.strictObject({
  id: Slug,
  name: Bilingual,
  number: z
    .string()
    .regex(/^[*\d][\d ]*$/)
    .nullable(),
  scope: z.union([z.literal('national'), State]),
  states: z.array(State).optional(),
  kind: z.enum(LINE_KINDS),
  always: z.boolean(),
  hours: Bilingual,
  text: Bilingual,
  verifiedOn: Day.nullable(),
  source: Text,
});
export const OutsideCorporation = z.strictObject({ title: Bilingual, text: Bilingual });
export const SupportFile = z.strictObject({
  lines: z.array(z.unknown()),
  outsideCorporation: OutsideCorporation,
});
