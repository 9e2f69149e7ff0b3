import type { Translate } from '../../i18n/translate.ts';
import type { Column, Definition } from '../../lib/xlsx.ts';
import { EXPORTED } from './export-service.ts';
import { headingOf } from './fields.ts';

/** The columns of the list of people: texts all of them, so that keys keep their zeros. */
export const exportColumns = (): Column[] =>
  EXPORTED.map((field) => ({ title: headingOf(field), width: field === 'name' ? 36 : 20 }));

/** What the columns hold, and how the table comes in again. */
export const exportDefinitions = (t: Translate): Definition[] => [
  ...(
    ['username', 'municipality', 'institution', 'rankBand', 'network', 'course', 'cohort'] as const
  ).map((field) => [headingOf(field), t(`rosters.what.${field}`)] as const),
  ['', t('rosters.what.rows')],
  ['', t('report.source')],
];
