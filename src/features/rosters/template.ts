import { stringify } from 'csv-stringify/sync';
import { FIELDS, headingOf, type Field } from './fields.ts';

const EXAMPLES: readonly Partial<Record<Field, string>>[] = [
  {
    name: 'Rosa',
    firstSurname: 'Hernández',
    secondSurname: 'Ruiz',
    sex: 'mujer',
    state: 'Estado de México',
    municipality: 'Ecatepec de Morelos',
    network: 'MUCPAZ-15033-01',
  },
  {
    name: 'Tomás',
    firstSurname: 'Aguilar',
    sex: 'hombre',
    municipality: '11020',
    institution: 'PM León',
    rankBand: 'Operativo',
    since: '2026-03-01',
  },
];

/** A table to be filled in: one row for each person, or for each course of hers. Only the name and a place are needed. */
export async function templateFile(format: 'csv' | 'xlsx'): Promise<string | Buffer> {
  const rows = [
    FIELDS.map(headingOf),
    ...EXAMPLES.map((row) => FIELDS.map((field) => row[field] ?? '')),
  ];
  return tableFile(format, rows);
}

/** Rows as a file that Excel in Mexico opens as it is; keys stay text, with their zeros. */
async function tableFile(
  format: 'csv' | 'xlsx',
  rows: readonly (readonly string[])[],
): Promise<string | Buffer> {
  if (format === 'csv')
    return `\ufeff${stringify(
      rows.map((row) => [...row]),
      { record_delimiter: 'windows', escape_formulas: true },
    )}`;
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return writeXlsxFile([
    {
      sheet: 'Personas',
      stickyRowsCount: 1,
      columns: (rows[0] ?? []).map(() => ({ width: 18 })),
      data: rows.map((row, at) =>
        row.map((value) =>
          value === ''
            ? null
            : { value, type: String, ...(at === 0 ? { fontWeight: 'bold' as const } : {}) },
        ),
      ),
    },
  ]).toBuffer();
}
