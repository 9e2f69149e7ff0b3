import { z } from 'zod';

/** The languages whose names the platform knows; every other one says how it is called. */
export const LANGUAGES = [
  'es',
  'en',
  'nah',
  'yua',
  'tzh',
  'tzo',
  'ctu',
  'zap',
  'oto',
  'maz',
  'tsz',
  'hus',
  'toj',
  'tar',
  'hch',
  'yaq',
] as const;
export type KnownLanguage = (typeof LANGUAGES)[number];

/** Stands for a language that has no code here: only its name is said. */
export const OTHER_LANGUAGE = 'und';

/** The most recordings of one question. */
export const MOST_AUDIO = 8;
export const LONGEST_TRANSCRIPT = 20_000;

/** A question as it is heard: the file, in which language, and the same words to be read. */
export const ItemAudio = z.strictObject({
  file: z
    .string()
    .max(120)
    .regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/),
  /** Its tag, as in `nah` or `es-MX`. */
  language: z
    .string()
    .max(35)
    .regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/),
  called: z.string().trim().min(1).max(60).optional(),
  transcript: z.string().trim().min(1).max(LONGEST_TRANSCRIPT),
});
export type ItemAudio = z.output<typeof ItemAudio>;

/** The language of a tag, when its name is known: `es` of `es-MX`. */
export const knownLanguage = ({
  language,
}: Pick<ItemAudio, 'language'>): KnownLanguage | undefined =>
  LANGUAGES.find((one) => one === language.split('-', 1)[0]);
