import { soundWorkbook, type WorkbookFault } from './workbook-parts.ts';

/** A table that goes into one field of a form has far fewer cells; the empty ones between others count. */
const CELLS = 1_000_000;

/** Whether a file is a zip, as workbooks are. */
export const isZip = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004';

interface WorkbookSheet {
  name: string;
  rows: string[][];
}

/** The sheets of a workbook as text, or why it is not opened. The library loads when it is first needed. */
export async function workbookTables(bytes: Buffer): Promise<WorkbookSheet[] | WorkbookFault> {
  const sound = await soundWorkbook(bytes);
  if (typeof sound === 'string') return sound;
  try {
    const { default: readWorkbook } = await import('read-excel-file/node');
    const sheets = await readWorkbook(sound, { trim: false });
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.map((row) => row.map(asText)),
    }));
  } catch {
    return 'unreadable';
  }
}

/** `workbookTables` as long as they are small enough to be handed from one process to another. */
export async function smallWorkbookTables(bytes: Buffer): ReturnType<typeof workbookTables> {
  const sheets = await workbookTables(bytes);
  if (typeof sheets === 'string') return sheets;
  const cells = sheets.flatMap(({ rows }) => rows.map((row) => row.length));
  return cells.reduce((all, count) => all + count, 0) > CELLS ? 'swollen' : sheets;
}

/** What Excel shows where a number is no day of its calendar. */
const NO_DAY = '####';
const FIRST = Date.UTC(1000, 0);
const BEYOND = Date.UTC(10_000, 0);

const asText = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  if (cell instanceof Date) return dayIn(cell) ?? NO_DAY;
  if (typeof cell === 'boolean') return cell ? 'verdadero' : 'falso';
  return typeof cell === 'number' ? String(cell) : '';
};

function dayIn(date: Date): string | null {
  const isDay = date.getTime() >= FIRST && date.getTime() < BEYOND;
  return isDay ? date.toISOString().slice(0, 10) : null;
}
