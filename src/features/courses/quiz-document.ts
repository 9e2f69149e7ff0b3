import { z } from 'zod';
import { Localized } from '../../lib/localized.ts';
import { isTimeZone, isWallTime } from '../../lib/local-time.ts';
import { DIFFICULTIES, ITEM_TYPES, type ItemDocument } from './item-document.ts';

/** A text as authors write it: English may come later. */
interface Written {
  es: string;
  en: string | null;
}

const Name = z.string().trim().min(1).max(80);
const Positive = z.number().int().positive();
/** A year: no clock of an attempt runs longer. */
const MOST_MINUTES = 525_600;

/** A moment as a clock on the wall tells it, without a zone. */
const WallTime = z.string().refine(isWallTime);

/** Where central Mexico's clocks are read. */
export const HOME_ZONE = 'America/Mexico_City';

/** How a group of a draw names the items that it may take: all that are not null must hold. */
const Draw = z.strictObject({
  /** The section that its items stand in; without one they come first. */
  section: Name.nullable().default(null),
  form: z.enum(['A', 'B']).nullable().default(null),
  objective: Name.nullable().default(null),
  critical: z.boolean().nullable().default(null),
  topic: Name.nullable().default(null),
  difficulty: z.enum(DIFFICULTIES).nullable().default(null),
  type: z.enum(ITEM_TYPES).nullable().default(null),
  tag: Name.nullable().default(null),
  count: Positive,
});
export type DrawGroup = z.output<typeof Draw>;

/** The schema of a quiz whose texts follow `text`: what authors write and what a version carries are the same. */
export const quizSchema = <T extends z.ZodType<Written>>(text: T) =>
  z.strictObject({
    id: z
      .string()
      .max(80)
      .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/),
    kind: z.enum(['pretest', 'practice', 'posttest']),
    title: text,
    intro: text,
    sections: z
      .array(z.strictObject({ id: Name, title: text, intro: text.nullable().default(null) }))
      .max(12)
      .default([]),
    draw: z.array(Draw).min(1),
    attempts: Positive.nullable(),
    passMark: z.number().int().min(1).max(100).nullable(),
    timeLimitMinutes: Positive.max(MOST_MINUTES).nullable(),
    /** 'lessons', a module id, or null when open from the start. */
    after: Name.nullable(),
    /** Wall times of `timeZone`: nobody starts before the one, and everything ends at the other. */
    opensAt: WallTime.nullable().default(null),
    closesAt: WallTime.nullable().default(null),
    timeZone: z.string().refine(isTimeZone).default(HOME_ZONE),
    /** Which score of several attempts stands. */
    counts: z.enum(['best', 'last', 'average']).default('best'),
    /** When the right answers and their reasons are shown. */
    reasons: z.enum(['after-attempt', 'after-close', 'never']).default('after-attempt'),
  });

export const QuizDocument = quizSchema(Localized);
export type QuizDocument = z.output<typeof QuizDocument>;

/** What of an item a draw looks at. */
type Drawable = Pick<
  ItemDocument,
  'use' | 'form' | 'objective' | 'critical' | 'topic' | 'difficulty' | 'type' | 'tags'
>;

/** Whether a group of a draw may take an item. */
export const fits = (item: Drawable, group: DrawGroup): boolean =>
  item.use === 'quiz' &&
  (group.form === null || item.form === group.form) &&
  (group.objective === null || item.objective === group.objective) &&
  (group.critical === null || item.critical === group.critical) &&
  (group.topic === null || item.topic === group.topic) &&
  (group.difficulty === null || item.difficulty === group.difficulty) &&
  (group.type === null || item.type === group.type) &&
  (group.tag === null || item.tags.includes(group.tag));
