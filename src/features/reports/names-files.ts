import type { Row } from '../../lib/rows.ts';
import type { Column, Definition } from '../../lib/xlsx.ts';
import type { Words } from './filter-views.ts';
import type { NamedEnrolment } from './names-service.ts';

const COLUMNS = ['name', 'course', 'enrolledOn', 'state', 'completedOn'] as const;
const WIDTH: Partial<Record<(typeof COLUMNS)[number], number>> = { name: 36, course: 42 };
const DAYS: readonly string[] = ['enrolledOn', 'completedOn'];

/** The columns of the list of names, in their order. */
export const namesColumns = ({ t }: Words): Column[] =>
  COLUMNS.map((column) => ({
    title: t(`names.${column}`),
    width: WIDTH[column] ?? 16,
    ...(DAYS.includes(column) ? { holds: 'days' as const } : {}),
  }));

export const namesCells = (
  row: NamedEnrolment,
  courseOf: (id: string) => string,
  { t }: Words,
): Row => [
  row.name,
  courseOf(row.courseId),
  row.enrolledOn,
  t(`names.${row.state}`),
  row.completedOn ?? '',
];

/** What the columns hold, and as of which day. */
export const namesDefinitions = ({ t, fmt }: Words, day: string): Definition[] => [
  ...(['enrolledOn', 'state', 'completedOn'] as const).map(
    (column) => [t(`names.${column}`), t(`names.what.${column}`)] as const,
  ),
  ['', t('report.cutOff', { date: fmt.date(day) })],
  ['', t('report.source')],
];
