import { addAbortSignal, Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { slices, type Row, type RowParts } from './rows.ts';
import {
  MOST_ROWS,
  sheetName,
  sheetPath,
  sheetXml,
  workbookParts,
  type Column,
} from './xlsx-parts.ts';

export type { Column } from './xlsx-parts.ts';

/** A table of a workbook. Its heading stays; more rows than a sheet holds go on in the next one. */
export interface Sheet {
  name: string;
  columns: readonly Column[];
  rows: RowParts;
}

/** What a figure or a column of a file holds: its name, and the rest; what concerns the whole file has no name. */
export type Definition = readonly [name: string, what: string];

/** The same figures are the same bytes; it is the date that Excel writes into its own files. */
const HOW = { mtime: new Date(1980, 0, 1), mode: 0o100_600, forceDosTimestamp: true };

/**
 * Sends a workbook (XLSX) while its rows are found: no more of them are looked for than somebody takes, so that memory does not
 * grow with them. Numbers are numbers, days are days, and every text is one, whatever it begins with. Whoever goes away is
 * looked for no more rows.
 */
export async function sendXlsx(
  to: Writable,
  sheets: readonly Sheet[],
  mostRows = MOST_ROWS,
): Promise<void> {
  const zip = new ZipFile();
  const stopped = new AbortController();
  const { signal } = stopped;
  try {
    await Promise.all([
      fill(zip, sheets, { signal, mostRows }),
      pipeline(zip.outputStream, to, { signal }),
    ]);
  } catch (error) {
    // Half a file must not look like a whole one, and for nobody no rows are looked for.
    stopped.abort(error);
    throw error;
  }
}

interface How {
  signal: AbortSignal;
  mostRows: number;
}

async function fill(zip: ZipFile, sheets: readonly Sheet[], how: How): Promise<void> {
  const names: string[] = [];
  for (const { name, columns, rows } of sheets) {
    const found = new Found(rows);
    let number = 0;
    try {
      do {
        const xml = Readable.from(sheetOf(columns, found, how.mostRows), { objectMode: false });
        zip.addReadStream(addAbortSignal(how.signal, xml), sheetPath(names.length), HOW);
        names.push(sheetName(name, (number += 1)));
        await finished(xml);
      } while (!found.isOver);
    } finally {
      await found.leave();
    }
  }
  for (const [path, xml] of Object.entries(workbookParts(names)))
    zip.addBuffer(Buffer.from(xml), path, HOW);
  zip.end();
}

/** Rows that one sheet after the other takes from. */
class Found {
  isOver = false;
  private left: readonly Row[] = [];
  private readonly slices: AsyncGenerator<readonly Row[]>;

  constructor(rows: RowParts) {
    this.slices = slices(rows);
  }

  /** Some of the rows, `most` at most; none when there are no more. One slice is always known, to tell whether it is over. */
  async take(most: number): Promise<readonly Row[]> {
    const taken = this.left.length > 0 ? this.left : await this.next();
    this.left = taken.slice(most);
    if (this.left.length === 0) this.left = await this.next();
    return taken.slice(0, most);
  }

  private async next(): Promise<readonly Row[]> {
    const next = await this.slices.next();
    this.isOver = next.done === true;
    return next.done === true ? [] : next.value;
  }

  async leave(): Promise<void> {
    await this.slices.return(undefined);
  }
}

async function* sheetOf(
  columns: readonly Column[],
  found: Found,
  mostRows: number,
): AsyncGenerator<string> {
  const xml = sheetXml(columns);
  yield xml.begin;
  let number = 1;
  while (number < mostRows) {
    const rows = await found.take(mostRows - number);
    if (rows.length === 0) break;
    yield rows.map((row) => xml.row((number += 1), row)).join('');
  }
  yield xml.end;
}
