import type { Translate } from '../../i18n/translate.ts';

/** A value as a page shows it: a text, or a dash with what it means for those who hear the page. */
export type Shown = string | { dash: string };

/** Stands in files where a page has a dash. */
export const DASH = '–' as const;

export const dash = (means: string): Shown => ({ dash: means });

/** A share of nobody: there is nothing to count, and nothing is hidden. */
export const nobody = (t: Translate): Shown => dash(t('report.nobody'));
