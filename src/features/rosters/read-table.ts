import { csvTable } from '../../lib/csv-table.ts';
import { decodedText, isBinary } from '../../lib/decoded.ts';
import { isZip, workbookTables } from '../../lib/workbook.ts';
import type { WorkbookFault } from '../../lib/workbook-parts.ts';
import type { MessageKey } from '../../i18n/translate.ts';
import { fieldOf } from './fields.ts';
import { isBlank, MOST_ROWS, TOP_ROWS, trimmed, type Table } from './table.ts';

export type ReadTable = { ok: true; table: Table } | { ok: false; problem: MessageKey };

const FAULTS: Record<WorkbookFault, MessageKey> = {
  unreadable: 'rosters.file.unreadable',
  swollen: 'formats.problem.swollen',
  doctype: 'formats.problem.doctype',
};

const refused = (problem: MessageKey): ReadTable => ({ ok: false, problem });

/** How many columns of a table say what they are. */
const understoodIn = ({ rows }: Table): number =>
  Math.max(
    0,
    ...rows
      .slice(0, TOP_ROWS)
      .map((row) => new Set(row.map(fieldOf).filter((field) => field !== null)).size),
  );

/** Sheets that say how to fill in the others. */
const isForPeople = ({ name }: Table): boolean =>
  /^(?:instrucciones|ayuda|cat[aá]logos?)$/i.test(name?.trim() ?? '');

/** The table of a file: the sheet of a workbook whose headings say most, or a CSV file in whatever encoding and cut by whatever sign. */
export async function readTable(bytes: Buffer): Promise<ReadTable> {
  const tables = isZip(bytes) ? await workbookTables(bytes) : csvTables(bytes);
  if (typeof tables === 'string') return refused(FAULTS[tables]);
  const [best] = tables
    .map(trimmed)
    .filter((table) => !isForPeople(table) && table.rows.some((row) => !isBlank(row)))
    .sort((one, other) => understoodIn(other) - understoodIn(one));
  if (best === undefined) return refused('rosters.file.empty');
  if (best.rows.length > MOST_ROWS) return refused('rosters.file.tooMany');
  return { ok: true, table: best };
}

function csvTables(bytes: Buffer): Table[] | 'unreadable' {
  if (isBinary(bytes)) return 'unreadable';
  const rows = csvTable(decodedText(bytes));
  return Array.isArray(rows) ? [{ name: null, rows }] : 'unreadable';
}
