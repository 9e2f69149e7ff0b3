import { workbookTables } from '../../src/lib/workbook.ts';
import { contentTypes, packed, relations } from './office-files.ts';

/** The sheets of a workbook as the product reads them, in text; a workbook that it cannot read is a fault. */
export async function sheetsOf(bytes: Buffer): Promise<{ name: string; rows: string[][] }[]> {
  const sheets = await workbookTables(bytes);
  if (typeof sheets === 'string') throw new Error('It is no workbook');
  return sheets;
}

/** A table with a heading: its rows by their first cell, their cells by their heading. */
export const byName = ([head = [], ...rows]: readonly string[][]): Record<
  string,
  Record<string, string>
> =>
  Object.fromEntries(
    rows.map(([name = '', ...cells]) => [
      name,
      Object.fromEntries(cells.map((cell, at) => [head[at + 1] ?? '', cell])),
    ]),
  );

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** A cell of such a workbook. */
export const cell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;

/** A workbook of one sheet, written by hand; dates are cells of the style 1. */
export const workbook = (rows: string, { before = '' } = {}): Promise<Buffer> =>
  packed({
    '[Content_Types].xml': contentTypes('xl/workbook.xml', `${MAIN}+xml`),
    '_rels/.rels': relations([{ id: 'r1', type: 'officeDocument', target: 'xl/workbook.xml' }]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="A" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      { id: 'r1', type: 'worksheet', target: 'worksheets/sheet1.xml' },
      { id: 'r2', type: 'styles', target: 'styles.xml' },
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    'xl/worksheets/sheet1.xml': `${before}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`,
  });
