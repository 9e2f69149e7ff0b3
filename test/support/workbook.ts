import { workbookTables } from '../../src/lib/workbook.ts';

/** The sheets of a workbook as the product reads them, in text; a workbook that it cannot read is a fault. */
export async function sheetsOf(bytes: Buffer): Promise<{ name: string; rows: string[][] }[]> {
  const sheets = await workbookTables(bytes);
  if (sheets === null) throw new Error('It is no workbook');
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
