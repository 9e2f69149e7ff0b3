import type { Translate } from '../../i18n/translate.ts';
import { inLanguage } from '../../lib/localized.ts';
import type { Row } from '../../lib/rows.ts';
import type { Column, Definition } from '../../lib/xlsx.ts';
import type { Gradebook, GradebookLine } from './gradebook-service.ts';
import { gradeText, stateOf, stepsText, type Words } from './gradebook-views.ts';

/** The columns of a file of grades: for each quiz its points and its outcome. */
export const columnsOf = ({ quizzes }: Gradebook, { t, language }: Words): Column[] => [
  { title: t('gradebook.name'), width: 36 },
  { title: t('gradebook.group') },
  { title: t('gradebook.state') },
  { title: t('gradebook.steps') },
  { title: t('gradebook.completedOn'), holds: 'days' },
  ...quizzes.flatMap(({ title }): Column[] => {
    const name = inLanguage(title, language);
    return [
      { title: t('gradebook.head.score', { name }), holds: 'figures' },
      { title: t('gradebook.head.outcome', { name }) },
    ];
  }),
];

/** A person's row: points are whole numbers, and empty until they are told. */
export const cellsOf = (line: GradebookLine, { t }: Words): Row => [
  line.row.name,
  line.row.group ?? '',
  stateOf(line, t),
  stepsText(line).replace('/', ` ${t('gradebook.of')} `),
  line.row.completedOn ?? '',
  ...line.grades.flatMap((grade) =>
    grade === null
      ? ['', '']
      : [
          grade.score === null ? '' : Number(gradeText(grade, t)),
          t(`gradebook.attempt.${grade.state}`),
        ],
  ),
];

/** What the columns hold. */
export const gradeDefinitions = (t: Translate): Definition[] => [
  ...(['state', 'steps', 'completedOn'] as const).map(
    (column) => [t(`gradebook.${column}`), t(`gradebook.what.${column}`)] as const,
  ),
  ...(['score', 'outcome'] as const).map(
    (column) =>
      [
        t(`gradebook.head.${column}`, { name: t('gradebook.filter.quiz') }),
        t(`gradebook.what.${column}`),
      ] as const,
  ),
  ['', t('report.source')],
];
