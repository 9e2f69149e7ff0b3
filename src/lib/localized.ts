import { z } from 'zod';

/** A text in both languages of the platform. */
export const Localized = z.strictObject({ es: z.string().min(1), en: z.string().min(1) });
export type Localized = z.infer<typeof Localized>;

export const LANGUAGES = ['es-MX', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const inLanguage = <T>(text: { es: T; en: T }, language: Language): T =>
  language === 'en' ? text.en : text.es;
