import type { Gradebook, GradebookLine } from './gradebook-service.ts';
import { gradeText, stateOf, stepsText, type Words } from './gradebook-views.ts';
import { inLanguage } from '../../lib/localized.ts';

/** The headings of a file of grades: for each quiz its points and its outcome. */
export const headingsOf = ({ quizzes }: Gradebook, { t, language }: Words): string[] => [
  t('gradebook.name'),
  t('gradebook.group'),
  t('gradebook.state'),
  t('gradebook.steps'),
  t('gradebook.completedOn'),
  ...quizzes.flatMap(({ title }) => {
    const name = inLanguage(title, language);
    return [t('gradebook.head.score', { name }), t('gradebook.head.outcome', { name })];
  }),
];

/** A person's row: points are whole numbers, and empty until they are told. */
export const cellsOf = (line: GradebookLine, { t }: Words): (string | number)[] => [
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

/** The same as a workbook, under a heading that stays. The library loads when first needed. */
export async function gradebookWorkbook(
  book: Gradebook & { lines: AsyncIterable<GradebookLine> },
  words: Words,
): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const headings = headingsOf(book, words);
  const rows: (string | number)[][] = [];
  for await (const line of book.lines) rows.push(cellsOf(line, words));
  return writeXlsxFile([
    {
      sheet: words.t('gradebook.sheet'),
      stickyRowsCount: 1,
      columns: headings.map((_, at) => ({ width: at === 0 ? 36 : 20 })),
      data: [
        headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
        ...rows.map((cells) =>
          cells.map((value) =>
            typeof value === 'number' ? { value, type: Number } : { value, type: String },
          ),
        ),
      ],
    },
  ]).toBuffer();
}
