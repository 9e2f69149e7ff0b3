import type { Translate } from '../../i18n/translate.ts';
import type { Problem } from './cell-names.ts';

/** A sentence about a row: in which column, what is wrong, and what to do. */
export const problemSaid = ({ field, key, params }: Problem, t: Translate): string =>
  `${t(`rosters.field.${field}`)}: ${t(key, params ?? {})}`;
