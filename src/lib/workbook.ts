import { fromBufferPromise } from 'yauzl';

/** Unpacked, a workbook of twenty thousand rows has some fifty megabytes. */
const UNPACKED = 150_000_000;
const PARTS = 500;
/** A table that goes into one field of a form has far fewer cells; the empty ones between others count. */
const CELLS = 1_000_000;

/** Whether a file is a zip, as workbooks are. */
export const isZip = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

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

/** The sheets of a workbook as text; null where it is none, or larger than is opened. The library loads when it is first needed. */
export async function workbookTables(
  bytes: Buffer,
): Promise<{ name: string; rows: string[][] }[] | null> {
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

/** `workbookTables` as long as they are small enough to be handed from one process to another. */
export async function smallWorkbookTables(bytes: Buffer): ReturnType<typeof workbookTables> {
  const sheets = await workbookTables(bytes);
  const cells = sheets?.flatMap(({ rows }) => rows.map((row) => row.length)) ?? [];
  return cells.reduce((all, count) => all + count, 0) > CELLS ? null : sheets;
}

const asText = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? 'verdadero' : 'falso';
  return typeof cell === 'number' ? String(cell) : '';
};
