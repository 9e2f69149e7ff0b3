import { fromBufferPromise } from 'yauzl';
import { refused, tooLarge } from './collect.ts';
import {
  LIMITS,
  remark,
  type BankItem,
  type Format,
  type ReadOptions,
  type ReadResult,
} from './format.ts';
import { guessMapping, isForPeople, type Sheet } from './sheet.ts';
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

/** Unpacked, a workbook of twenty thousand questions has some fifty megabytes. */
const UNPACKED = 150_000_000;
const PARTS = 500;

/** Looks through the zip before anything of it is unpacked. */
async function isBounded(bytes: Buffer): Promise<boolean> {
  try {
    const zip = await fromBufferPromise(bytes, { lazyEntries: true, strictFileNames: true });
    let parts = 0;
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      parts++;
      size += entry.uncompressedSize;
      if (parts > PARTS || size > UNPACKED || entry.isEncrypted()) return false;
    }
    return true;
  } catch {
    return false;
  }
}

/** The sheets of a workbook as text; null where it is none, or larger than is opened. */
export async function workbookSheets(bytes: Buffer): Promise<Sheet[] | null> {
  if (!(await isBounded(bytes))) return null;
  try {
    const { default: readWorkbook } = await import('read-excel-file/node');
    const sheets = await readWorkbook(bytes, { trim: false });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map(asText)),
    }));
  } catch {
    return null;
  }
}

const asText = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'verdadero' : 'falso';
  return typeof cell === 'number' ? String(cell) : '';
};

async function read(input: Buffer | string, options: ReadOptions = {}): Promise<ReadResult> {
  const bytes = typeof input === 'string' ? Buffer.from(input, 'latin1') : input;
  if (bytes.length > LIMITS.bytes) return tooLarge();
  const sheets = await workbookSheets(bytes);
  if (sheets === null) return refused(remark('formats.problem.workbook'));
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
