import { z } from 'zod';
import type { FoundLesson } from './conversion.ts';
import type { FormatKey, FormatProblem } from './problem.ts';

/** A file for `media/`, which lies in the folder of its upload under the same name. */
export interface FoundMedia {
  name: string;
  bytes: number;
  isPicture: boolean;
  alt: string;
}

/** What became of a file that somebody brought. Names are those of the people's own computers. */
export type Understood =
  | { ok: false; name: string; reasons: FormatProblem[] }
  | {
      ok: true;
      name: string;
      title: string;
      lessons: FoundLesson[];
      media: FoundMedia[];
      lost: FormatProblem[];
      /** Paths of a whole course; null for anything else. */
      course: string[] | null;
    };

const Problem = z.object({
  key: z.custom<FormatKey>((value) => typeof value === 'string'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
const Lesson = z.object({
  title: z.string(),
  sections: z.array(z.object({ markdown: z.string(), notes: z.string() })),
});
const Media = z.object({
  name: z.string().regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/),
  bytes: z.number(),
  isPicture: z.boolean(),
  alt: z.string(),
});

/** The same as it is kept until somebody decides. */
export const UnderstoodFiles: z.ZodType<Understood[]> = z.array(
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(false), name: z.string(), reasons: z.array(Problem) }),
    z.object({
      ok: z.literal(true),
      name: z.string(),
      title: z.string(),
      lessons: z.array(Lesson),
      media: z.array(Media),
      lost: z.array(Problem),
      course: z.array(z.string()).nullable(),
    }),
  ]),
);
