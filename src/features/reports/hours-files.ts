import type { Translate } from '../../i18n/translate.ts';
import { inLanguage, type Language } from '../../lib/localized.ts';
import type { Row } from '../../lib/rows.ts';
import type { Column, Definition } from '../../lib/xlsx.ts';
import type { HoursRow } from './hours-service.ts';

const COLUMNS = [
  'name',
  'user',
  'cuip',
  'institution',
  'course',
  'hours',
  'enrolledOn',
  'completedOn',
  'folio',
] as const;
const DAYS: readonly string[] = ['enrolledOn', 'completedOn'];

/** The columns of the hours file, in their order. */
export const hoursColumns = (t: Translate): Column[] =>
  COLUMNS.map((column) => ({
    title: t(`hours.column.${column}`),
    width: 24,
    ...(DAYS.includes(column) ? { holds: 'days' as const } : {}),
  }));

export const hoursCells = (row: HoursRow, language: Language): Row => [
  row.name,
  row.masked,
  row.cuip,
  row.institution,
  inLanguage(row.course, language),
  row.hours,
  row.enrolledOn,
  row.completedOn,
  row.folio,
];

/** What the columns hold, and of which days the file is. */
export const hoursDefinitions = (
  t: Translate,
  days: { from: string; to: string },
): Definition[] => [
  ...(['user', 'cuip', 'institution', 'hours', 'enrolledOn', 'completedOn', 'folio'] as const).map(
    (column) => [t(`hours.column.${column}`), t(`hours.what.${column}`)] as const,
  ),
  ['', t('hours.what.days', days)],
  ['', t('report.source')],
];
