import { titleOf, type ReportTable } from './table.ts';

interface Texts {
  sheet: string;
  definitionsSheet: string;
  hidden: string;
  total: string;
  /** Name of a figure and what it counts, then cut-off, scope, source and what is hidden. */
  definitions: readonly (readonly [string, string])[];
}

/** The workbook of a report: the table under a header that stays, and its definitions. The library loads when first needed. */
export async function reportWorkbook(table: ReportTable, texts: Texts): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const head = (value: string) => ({
    value,
    type: String,
    fontWeight: 'bold' as const,
    wrap: true,
  });
  const text = (value: string) => ({ value, type: String, wrap: true });
  const figure = (value: number | null) =>
    value === null
      ? { value: texts.hidden, type: String, align: 'right' as const }
      : { value, type: Number };
  const rows = [...table.rows, { label: texts.total, values: table.total }];
  return writeXlsxFile([
    {
      sheet: texts.sheet,
      stickyRowsCount: 1,
      columns: [{ width: 42 }, ...table.columns.map(() => ({ width: 16 }))],
      data: [
        [head(table.groupLabel), ...table.columns.map((column) => head(titleOf(column)))],
        ...rows.map(({ label, values }) => [text(label), ...values.map(figure)]),
      ],
    },
    {
      sheet: texts.definitionsSheet,
      columns: [{ width: 24 }, { width: 100 }],
      data: texts.definitions.map(([name, definition]) => [head(name), text(definition)]),
    },
  ]).toBuffer();
}

/** A workbook of one plain table under a header that stays. */
export async function sheetOf(
  sheet: string,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Promise<Buffer> {
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const cell = (value: string | number) =>
    typeof value === 'number' ? { value, type: Number } : { value, type: String };
  return writeXlsxFile([
    {
      sheet,
      stickyRowsCount: 1,
      columns: header.map(() => ({ width: 24 })),
      data: [
        header.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
        ...rows.map((row) => row.map(cell)),
      ],
    },
  ]).toBuffer();
}
