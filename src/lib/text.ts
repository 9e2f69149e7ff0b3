import { z } from 'zod';

const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/u;
const CONTROL_BUT_BREAKS = /[^\P{Cc}\n\t]|[\p{Cf}\p{Cs}\p{Co}]/u;

/**
 * More marks on one letter than any writing has (the Stream-Safe Text Format of UAX 15 knows thirty). To put them into one form
 * costs the square of their number: a page full of them would stop the server for seconds.
 */
const TOWER = /\p{M}{31}/u;

const raw = (max: number) =>
  z
    .string()
    .max(max * 4)
    .refine((value) => !TOWER.test(value), { params: { code: 'control' } });

const tidy = (value: string): string => value.normalize('NFC').trim();

/** One line that a person typed: NFC, trimmed, no control or invisible characters. */
export const line = (max: number, min = 1): z.ZodType<string, string> =>
  raw(max)
    .transform((value) => tidy(value).replace(/\s+/g, ' '))
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((value) => !CONTROL.test(value), { params: { code: 'control' } }),
    );

/** Several lines that a person typed: NFC, trimmed, line breaks as `\n`. */
export const paragraph = (max: number, min = 1): z.ZodType<string, string> =>
  raw(max)
    .transform((value) => tidy(value.replace(/\r\n?/g, '\n')))
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((value) => !CONTROL_BUT_BREAKS.test(value), { params: { code: 'control' } }),
    );

/** A checkbox: present means yes. */
export const checkbox = z
  .enum(['1', 'on', 'si'])
  .optional()
  .transform((value) => value !== undefined);

/** An opaque id as it stands in addresses. */
export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** A stable name in course files and addresses. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(80);

/** An empty field counts as absent. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());
