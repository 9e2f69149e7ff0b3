import { workbookTables } from '../../../lib/workbook.ts';
import type { WorkbookFault } from '../../../lib/workbook-parts.ts';
import { refused, tooLarge } from './collect.ts';
import {
  LIMITS,
  remark,
  type BankItem,
  type Format,
  type ReadOptions,
  type ReadResult,
} from './format.ts';
import { guessMapping, isForPeople, MOST_COLUMNS, type Sheet } from './sheet.ts';
import { readSheets } from './sheet-read.ts';
import { tableOf } from './sheet-write.ts';

/**
 * A workbook of Excel with the columns of our Spanish template, or with any others that `guessMapping` understands. Every
 * sheet that asks something is read. Both libraries load when they are first needed.
 */
export const xlsx: Format = {
  name: 'xlsx',
  extension: 'xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  read,
  write: (items) => ({ chunks: pieces(items), notes: [] }),
};

const FAULTS = {
  unreadable: 'formats.problem.workbook',
  swollen: 'formats.problem.swollen',
  doctype: 'formats.problem.doctype',
} as const;

/** The sheets of a workbook as text, or why it is not opened. */
export async function workbookSheets(bytes: Buffer): Promise<Sheet[] | WorkbookFault> {
  const sheets = await workbookTables(bytes);
  if (typeof sheets === 'string') return sheets;
  return sheets.map(({ name, rows }) => ({
    name,
    rows: rows.map((row) => row.slice(0, MOST_COLUMNS)),
  }));
}

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input;
  if (bytes.length > LIMITS.bytes) return tooLarge();
  const sheets = await workbookSheets(bytes);
  if (typeof sheets === 'string') return refused(remark(FAULTS[sheets]));
  return readSheets(
    sheets
      .filter((sheet) => !isForPeople(sheet))
      .map((sheet) => ({ sheet, mapping: guessMapping(sheet) })),
    options,
  );
}

async function* pieces(
  items: Iterable<BankItem> | AsyncIterable<BankItem>,
): AsyncGenerator<Buffer> {
  const [headings = [], ...rows] = await tableOf(items);
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  const text = (value: string) =>
    value === '' ? null : { value, type: String, wrap: true, alignVertical: 'top' as const };
  yield await writeXlsxFile([
    {
      sheet: 'Reactivos',
      stickyRowsCount: 1,
      columns: headings.map((heading) => ({
        width: /^(?:Enunciado|Opción|Retro|Texto|Notas)/.test(heading) ? 40 : 16,
      })),
      data: [
        headings.map((value) => ({ value, type: String, fontWeight: 'bold' as const, wrap: true })),
        ...rows.map((row) => row.map(text)),
      ],
    },
  ]).toBuffer();
}
