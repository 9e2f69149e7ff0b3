import type { MessageKey } from '../i18n/translate.ts';

/** What a service found wrong with a form, by field name; `''` stands for the form as a whole. */
export type Problems = Record<string, MessageKey[]>;

/** True when nothing was found wrong. */
export const isFine = (problems: Problems): boolean => Object.keys(problems).length === 0;
