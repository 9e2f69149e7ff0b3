import { z } from 'zod';
import { Localized } from '../../lib/localized.ts';
import { BLOOM, PILLARS } from './framework.ts';
import { ItemAudio, MOST_AUDIO } from './item-audio.ts';

/**
 * The items of a course, one shape for each type: what authors write, what a bank keeps and what a published version
 * carries are the same, so that nothing is lost between them. Texts are plain, or inline Markdown where `format` says so.
 */

export const ITEM_TYPES = [
  'single',
  'multiple',
  'truefalse',
  'matching',
  'ordering',
  'shorttext',
  'number',
  'gaps',
  'essay',
  'file',
  'oral',
  'scenario',
] as const;
export type ItemType = (typeof ITEM_TYPES)[number];

/** Types that only offer options to choose from; a knowledge check in a lesson is one of these. */
export const CHOICE_TYPES = ['single', 'multiple', 'truefalse'] as const;

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;

/** What may be handed in as a file. */
export const FILE_KINDS = ['image', 'pdf', 'audio', 'video', 'document'] as const;

/** Parts of an item are named like everything else of a course. */
const PartId = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);

/** Percent of an item's worth, to five decimals as other systems write them: 33.33333 is a third. */
const Percent = z.number().min(-100).max(100);

const Tags = z.array(z.string().trim().min(1).max(60)).max(20);

/** A text as authors write it: English may come later. */
interface Written {
  es: string;
  en: string | null;
}

/** The schema of an item whose texts follow `text`. */
export function itemSchema<T extends z.ZodType<Written>>(text: T) {
  const maybe = text.nullable().default(null);
  const common = {
    id: PartId,
    use: z.enum(['quiz', 'check']).default('quiz'),
    form: z.enum(['A', 'B']).nullable().default(null),
    /** What it is about. An item of a bank may lack these; the check of a course asks for them. */
    objective: PartId.nullable().default(null),
    bloom: z.enum(BLOOM).nullable().default(null),
    pillar: z.enum(PILLARS).nullable().default(null),
    topic: PartId.nullable().default(null),
    difficulty: z.enum(DIFFICULTIES).nullable().default(null),
    critical: z.boolean().default(false),
    tags: Tags.default([]),
    /** How much it counts beside the others. */
    weight: z.number().int().min(1).max(100).default(1),
    format: z.enum(['plain', 'markdown']).default('plain'),
    stem: text,
    /** The question as it is heard, in any language. Absent, as in every older version, where nobody recorded it. */
    audio: z.array(ItemAudio).min(1).max(MOST_AUDIO).optional(),
    /** Said after the answer, whatever it was. */
    feedback: maybe,
  };
  const option = z.strictObject({
    id: PartId,
    correct: z.boolean().default(false),
    /** Its own share, where the rule of the type does not say it; negative takes away. */
    credit: Percent.nullable().default(null),
    text,
    feedback: maybe,
  });
  const options = z.array(option).min(2).max(20);
  const written = z.strictObject({
    id: PartId,
    /** `*` stands for anything, `\*` for itself. */
    text,
    credit: Percent.default(100),
    feedback: maybe,
  });
  const tolerance = {
    caseSensitive: z.boolean().default(false),
    accentSensitive: z.boolean().default(false),
  };
  const numeric = z.strictObject({
    id: PartId,
    /** From and to, both included; both null catch every other number. */
    from: z.number().nullable(),
    to: z.number().nullable(),
    credit: Percent.default(100),
    feedback: maybe,
  });
  const gap = { id: PartId, weight: z.number().int().min(1).max(100).default(1) };

  return z.discriminatedUnion('type', [
    z.strictObject({ ...common, type: z.literal('single'), options }),
    z.strictObject({
      ...common,
      type: z.literal('multiple'),
      options,
      /** Whether a wrong option takes away what a right one gives. */
      penalty: z.boolean().default(true),
    }),
    z.strictObject({ ...common, type: z.literal('truefalse'), options }),
    z.strictObject({
      ...common,
      type: z.literal('matching'),
      pairs: z
        .array(z.strictObject({ id: PartId, prompt: text, answer: text }))
        .min(2)
        .max(20),
      /** Answers that belong to nothing. */
      distractors: z
        .array(z.strictObject({ id: PartId, text }))
        .max(20)
        .default([]),
    }),
    z.strictObject({
      ...common,
      type: z.literal('ordering'),
      /** In the right order. */
      steps: z
        .array(z.strictObject({ id: PartId, text }))
        .min(2)
        .max(20),
    }),
    z.strictObject({
      ...common,
      type: z.literal('shorttext'),
      answers: z.array(written).min(1).max(50),
      ...tolerance,
    }),
    z.strictObject({
      ...common,
      type: z.literal('number'),
      answers: z.array(numeric).min(1).max(20),
      /** The first is the one that the answers are written in; `factor` turns another into it. */
      units: z
        .array(
          z.strictObject({ name: z.string().trim().min(1).max(30), factor: z.number().positive() }),
        )
        .max(10)
        .default([]),
      unitRequired: z.boolean().default(false),
    }),
    z.strictObject({
      ...common,
      type: z.literal('gaps'),
      /** `{{id}}` marks the place of a gap. */
      text,
      gaps: z
        .array(
          z.discriminatedUnion('kind', [
            z.strictObject({
              ...gap,
              kind: z.literal('typed'),
              answers: z.array(written).min(1),
              ...tolerance,
            }),
            z.strictObject({ ...gap, kind: z.literal('chosen'), answers: z.array(written).min(2) }),
            z.strictObject({ ...gap, kind: z.literal('number'), answers: z.array(numeric).min(1) }),
          ]),
        )
        .min(1)
        .max(30),
    }),
    z.strictObject({
      ...common,
      type: z.literal('essay'),
      minWords: z.number().int().positive().nullable().default(null),
      maxWords: z.number().int().positive().nullable().default(null),
      /** What stands in the field before she writes. */
      template: maybe,
      /** For whoever grades; never shown to whoever answers. */
      graderNotes: maybe,
    }),
    z.strictObject({
      ...common,
      type: z.literal('file'),
      accepts: z.array(z.enum(FILE_KINDS)).min(1).default(['image', 'pdf']),
      maxFiles: z.number().int().min(1).max(5).default(1),
      graderNotes: maybe,
    }),
    z.strictObject({
      ...common,
      type: z.literal('oral'),
      maxSeconds: z.number().int().min(10).max(600).default(180),
      /** Whether a named person may write down what somebody says. */
      assisted: z.boolean().default(true),
      graderNotes: maybe,
    }),
    z.strictObject({
      ...common,
      type: z.literal('scenario'),
      /** The first is where it begins. */
      nodes: z
        .array(
          z.strictObject({
            id: PartId,
            text,
            /** A decision that has to be the best one before the scenario is passed. */
            critical: z.boolean().default(false),
            /** How a way ends here; null while there is something to decide. */
            ending: z.enum(['good', 'partial', 'poor']).nullable().default(null),
            choices: z
              .array(
                z.strictObject({
                  id: PartId,
                  text,
                  consequence: maybe,
                  points: z.number().int().min(0).max(10).default(0),
                  /** Where it leads; null: back to the same decision. */
                  to: PartId.nullable(),
                }),
              )
              .max(6)
              .default([]),
          }),
        )
        .min(2)
        .max(60),
      /** Which decision counts where she came back to one. */
      counts: z.enum(['first', 'last']).default('last'),
    }),
  ]);
}

export const ItemDocument = itemSchema(Localized);
export type ItemDocument = z.output<typeof ItemDocument>;

/** An item of one type. */
export type ItemOf<T extends ItemType> = Extract<ItemDocument, { type: T }>;

/** An item that only offers options. */
export type ChoiceItem = ItemOf<(typeof CHOICE_TYPES)[number]>;

/** The options of an item that has some; none otherwise. */
export const optionsOf = (item: ItemDocument): ChoiceItem['options'] =>
  isChoice(item) ? item.options : [];

const byId = new WeakMap<object, ReadonlyMap<string, ItemDocument>>();

/** The items of a version by their ids. It never changes, so the list is gone through once. */
export function itemsOf(version: {
  items: readonly ItemDocument[];
}): ReadonlyMap<string, ItemDocument> {
  let items = byId.get(version);
  if (items === undefined)
    byId.set(version, (items = new Map(version.items.map((item) => [item.id, item]))));
  return items;
}

export const isChoice = (item: ItemDocument): item is ChoiceItem =>
  (CHOICE_TYPES as readonly ItemType[]).includes(item.type);
