import { stringify } from 'csv-stringify/sync';
import type { TemplateFormat } from './format.ts';
import { headingOf, TYPE_NAMES, type Field } from './sheet-fields.ts';
import { INSTRUCTIONS } from './sheet.ts';
import { EXAMPLES, HELP } from './template-rows.ts';

const LETTERS = ['a', 'b', 'c', 'd'] as const;
const FIELDS: readonly Field[] = [
  'type',
  'stem',
  'correct',
  ...LETTERS.flatMap((letter): Field[] => [
    `option.${letter}`,
    `pair.${letter}`,
    `reason.${letter}`,
  ]),
  'feedback',
  'objective',
  'bloom',
  'pillar',
  'topic',
  'difficulty',
  'form',
  'critical',
  'tags',
  'weight',
  'maxWords',
  'accepts',
  'maxFiles',
  'maxSeconds',
  'assisted',
  'graderNotes',
  'structure',
];

/** What a cell may hold, where it is one of a few words: a list that spreadsheets offer. */
const LISTS: Partial<Record<Field, readonly string[]>> = {
  type: Object.values(TYPE_NAMES),
  bloom: ['recordar', 'comprender', 'aplicar', 'analizar', 'evaluar', 'crear'],
  pillar: ['prevención', 'participación', 'protección', 'socorro y recuperación'],
  difficulty: ['fácil', 'media', 'difícil'],
  form: ['A', 'B'],
  critical: ['sí'],
  assisted: ['sí', 'no'],
};
/** Rows that offer the lists. */
const ROWS = 1000;

const rows = (): string[][] => [
  FIELDS.map(headingOf),
  ...EXAMPLES.map((row) => FIELDS.map((field) => row[field] ?? '')),
];

/** A → 0, AA → 26. */
function columnName(at: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return at < 26 ? last : `${columnName(Math.floor(at / 26) - 1)}${last}`;
}

/** The lists as a worksheet says them; other words may be written all the same, and are told when they are read. */
function validations(): string {
  const all = FIELDS.flatMap((field, at) => {
    const list = LISTS[field];
    if (list === undefined) return [];
    const column = columnName(at);
    const cells = `${column}2:${column}${String(ROWS)}`;
    return [
      `<dataValidation type="list" allowBlank="1" errorStyle="warning" showErrorMessage="1" sqref="${cells}"><formula1>"${list.join(',')}"</formula1></dataValidation>`,
    ];
  });
  return `<dataValidations count="${String(all.length)}">${all.join('')}</dataValidations>`;
}

/** The Spanish template as a workbook: a sheet to read, and one to fill in with an example of each type. */
async function workbook(): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const [headings = [], ...examples] = rows();
  const cell = (value: string, bold = false) =>
    value === ''
      ? null
      : {
          value,
          type: String,
          wrap: true,
          alignVertical: 'top' as const,
          ...(bold ? { fontWeight: 'bold' as const } : {}),
        };
  const sheets = [
    {
      sheet: 'Reactivos',
      stickyRowsCount: 1,
      columns: FIELDS.map((field) => ({
        width: /^(?:stem|option|reason|feedback|graderNotes|structure)/.test(field) ? 36 : 18,
      })),
      data: [
        headings.map((value) => cell(value, true)),
        ...examples.map((row) => row.map((value) => cell(value))),
      ],
    },
    {
      sheet: INSTRUCTIONS,
      columns: [{ width: 32 }, { width: 100 }],
      data: HELP.map(([name, text]) => [cell(name, true), cell(text)]),
    },
  ];
  const lists = validations();
  const feature = {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml: string, _options: object, { sheetIndex }: { sheetIndex: number }) =>
            sheetIndex === 0 ? xml.replace('</sheetData>', `</sheetData>${lists}`) : xml,
        },
      },
    },
  };
  return writeXlsxFile(sheets, { features: [feature] }).toBuffer();
}

/** The template as a file: UTF-8 with its mark for CSV, as Excel in Mexico opens it. */
export const templateFile = async (format: TemplateFormat): Promise<Buffer> =>
  format === 'xlsx'
    ? workbook()
    : Buffer.from(`\ufeff${stringify(rows(), { record_delimiter: 'windows' })}`);
