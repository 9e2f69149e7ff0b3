import type { Translate } from '../../i18n/translate.ts';
import type { Remark } from './formats/format.ts';
import { labelOf } from './item-labels.ts';

/** Sentences about a part of a question, which is named as its form names it. */
const ABOUT_A_FIELD: readonly string[] = ['formats.problem.emptyText', 'formats.problem.shape'];

/** What is remarked about a question, in a sentence. */
export const said = ({ key, params }: Remark, t: Translate): string =>
  t(
    key,
    ABOUT_A_FIELD.includes(key) && typeof params['field'] === 'string'
      ? { ...params, field: labelOf(params['field'], t) }
      : params,
  );
